using MockWs.Behaviours.Matching;

namespace MockWs;

/// <summary>Matchers for named states, whatever the message. Safe for concurrent use.</summary>
public static class State
{
    /// <summary>A state has a value. One that was never set has none, not even an empty one.</summary>
    /// <param name="name">The state's name on the connection; with <c>server.</c> before it, the server's.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Matcher Is(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        return new StateMatcher(name, value);
    }
}
