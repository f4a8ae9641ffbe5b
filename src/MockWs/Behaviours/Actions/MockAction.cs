namespace MockWs.Behaviours.Actions;

/// <summary>One thing that the server does: data, which a session carries out.</summary>
internal abstract record MockAction;

/// <summary>Sends the received message back as it came.</summary>
internal sealed record Echo : MockAction;

/// <summary>Answers a ping with its own payload (RFC 6455 section 5.5.3).</summary>
internal sealed record AnswerPing : MockAction;

/// <summary>Answers a close frame with its own code (RFC 6455 section 5.5.1).</summary>
internal sealed record AnswerClose : MockAction;

/// <summary>Begins a close.</summary>
internal sealed record Close(int Code, string Reason) : MockAction;

/// <summary>Records an error.</summary>
internal sealed record RecordError(string Text) : MockAction;
