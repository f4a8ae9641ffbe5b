namespace MockWs.Behaviours.Scripts;

/// <summary>Something that may carry a script on.</summary>
internal abstract record ScriptEvent;

/// <summary>All actions that were given out have been carried out.</summary>
/// <param name="AtOnce">Whether that took no time, so that nothing else had its turn.</param>
internal sealed record Acted(bool AtOnce) : ScriptEvent;

/// <summary>Time has gone by.</summary>
internal sealed record Elapsed : ScriptEvent;

/// <summary>A message came.</summary>
/// <param name="Message">The message.</param>
/// <param name="Sequence">Its entry in the journal.</param>
internal sealed record Heard(Message Message, long Sequence) : ScriptEvent;
