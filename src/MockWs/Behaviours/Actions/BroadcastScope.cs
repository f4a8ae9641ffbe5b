namespace MockWs.Behaviours.Actions;

/// <summary>Who hears a broadcast.</summary>
/// <param name="Path">Only connections whose path fits; null for the sender's own path if <paramref name="IsSamePath"/>, else for all.</param>
/// <param name="IsSamePath">Only connections with the sender's path.</param>
/// <param name="ExceptMe">Not the connection that the broadcast comes from.</param>
internal sealed record BroadcastScope(PathPattern? Path = null, bool IsSamePath = false, bool ExceptMe = false);
