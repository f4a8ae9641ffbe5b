using MockWs.Behaviours.Templates;

namespace MockWs.Behaviours.Actions;

/// <summary>Changes what is remembered, or writes it down: the client sees nothing of it, so that it is done after a close frame too.</summary>
internal abstract record SilentAction : MockAction;

/// <summary>Names a state, of the connection or of the server.</summary>
internal sealed record SetState(string Name, Template Value, bool OfServer) : SilentAction;

/// <summary>Adds to a counter: the connection's, or with <c>server.</c> before its name the server's.</summary>
internal sealed record Count(string Name, long By = 1) : SilentAction;

/// <summary>Puts a counter back to 0.</summary>
internal sealed record ResetCounter(string Name) : SilentAction;

/// <summary>Remembers a value for later templates of the connection.</summary>
internal sealed record Capture(string Name, CaptureSource From) : SilentAction;

/// <summary>Writes a line into the journal.</summary>
internal sealed record Log(Template Text) : SilentAction;

/// <summary>Records an error.</summary>
internal sealed record RecordError(string Text) : SilentAction;
