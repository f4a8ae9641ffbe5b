using MockWs.Behaviours.Actions;

namespace MockWs.Behaviours;

/// <summary>What an event leads to.</summary>
/// <param name="Actions">What to do, in order.</param>
/// <param name="Why">Why there is nothing to do, for the journal; null where the actions speak for themselves.</param>
internal readonly record struct Reaction(MockAction[] Actions, string? Why = null);
