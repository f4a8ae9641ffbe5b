using System.Text.RegularExpressions;

namespace MockWs.Behaviours;

/// <summary>What led to actions.</summary>
/// <param name="Sequence">Its entry in the journal.</param>
/// <param name="Message">The message or control frame; null of other events.</param>
/// <param name="Groups">The groups of the rule's regular expression.</param>
/// <param name="Tick">The number of the tick, from 1; 0 of other events.</param>
internal sealed record Cause(long Sequence, Message? Message = null, Match? Groups = null, int Tick = 0);
