using System.Collections.Immutable;
using System.Text;
using MockWs.Behaviours;
using MockWs.Behaviours.Matching;
using MockWs.Wire;

namespace MockWs.Tests.Behaviours.Matching;

/// <summary>Messages that came, and what a matcher says of them.</summary>
internal static class Came
{
    public static MatchScope Scope() => new()
    {
        Connection = new ConnectionState
        {
            Names = ImmutableDictionary<string, string>.Empty.Add("login", "yes"),
            Counters = ImmutableDictionary<string, long>.Empty.Add("orders", 3),
        },
        Server = new ServerState(new Dictionary<string, string> { ["mode"] = "slow" }, new Dictionary<string, long> { ["logins"] = 2 }),
    };

    public static Message OfText(string text) => new(Opcode.Text, Encoding.UTF8.GetBytes(text));

    public static Message OfBinary(params byte[] bytes) => new(Opcode.Binary, bytes);

    public static bool Matches(this Matcher matcher, Message message) => matcher.IsMatch(message, Scope());

    public static bool Matches(this Matcher matcher, string text) => matcher.Matches(OfText(text));

    /// <summary>Why a message is not meant. Fails if it is.</summary>
    public static NearMiss Miss(this Matcher matcher, Message message)
    {
        matcher.Matches(message).Should().BeFalse("{0} is not to match", matcher);
        return matcher.Explain(message, Scope());
    }

    public static string Why(this Matcher matcher, Message message) => matcher.Miss(message).Text;

    public static string Why(this Matcher matcher, string text) => matcher.Why(OfText(text));
}
