using MockWs.Behaviours.Matching;

namespace MockWs.Behaviours.Actions;

/// <summary>Who hears a broadcast.</summary>
/// <param name="Path">Only connections whose path fits; null for all.</param>
/// <param name="IsSamePath">Only connections with the sender's path.</param>
/// <param name="ExceptMe">Not the connection that the broadcast comes from.</param>
/// <param name="Where">Only connections of which this is remembered; null for all.</param>
internal sealed record BroadcastScope(PathPattern? Path = null, bool IsSamePath = false, bool ExceptMe = false, Matcher? Where = null);
