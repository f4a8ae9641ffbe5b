using FluentAssertions.Primitives;
using MockWs.Behaviours.Matching;
using MockWs.Expectations;
using MockWs.Recording;

namespace MockWs.Testing;

/// <summary>
/// What can be asserted of a journal, whether it is looked at now or for a while. Every assertion takes a reason with its arguments, as
/// FluentAssertions has it. Not safe for concurrent use.
/// </summary>
/// <typeparam name="TSubject">What <c>Should()</c> was called on.</typeparam>
/// <typeparam name="TSelf">The assertions themselves.</typeparam>
/// <typeparam name="TConstraint">What comes after an assertion.</typeparam>
public abstract class JournalAssertions<TSubject, TSelf, TConstraint> : ReferenceTypeAssertions<TSubject, TSelf>
    where TSelf : JournalAssertions<TSubject, TSelf, TConstraint>
{
    private protected JournalAssertions(TSubject subject, JournalContext context)
        : base(subject) => Context = context;

    internal JournalContext Context { get; private set; }

    /// <inheritdoc/>
    protected override string Identifier => "mock server";

    /// <summary>Looks only at connections to such paths.</summary>
    /// <param name="pattern">A pattern as an endpoint has it: <c>/chat/{room}</c>, <c>/chat/*</c>, <c>/chat/**</c>.</param>
    /// <exception cref="FormatException">The pattern is wrong; the message says where. It is thrown by the assertion that follows.</exception>
    public TSelf OnPath(string pattern) => With(Context with { Path = pattern });

    /// <summary>Looks only at the connection with this number.</summary>
    public TSelf ByConnection(int id) => With(Context with { Connection = id });

    /// <summary>Turns what follows into its opposite: that it did not happen once.</summary>
    public TSelf Never() => With(Context with { IsNever = true });

    /// <summary>A text message came.</summary>
    /// <param name="expected">The whole text.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint HaveReceivedText(string expected, string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Received(Text.Is(expected)), because, becauseArgs);

    /// <summary>A message came that is equal to this JSON: numbers by value, objects whatever the order of their members.</summary>
    /// <param name="expected">JSON text, or a value that is serialized: an anonymous object, a record, a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    /// <exception cref="ArgumentException">The text is no JSON; the message says what is wrong and where.</exception>
    public TConstraint HaveReceivedJson<T>(T expected, string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Received(expected is string json ? Json.Is(json) : Json.Is(expected)), because, becauseArgs);

    /// <summary>A message came that contains this JSON; it may have other members, as <see cref="Json.Contains(string)"/> says.</summary>
    /// <param name="expected">JSON text, or a value that is serialized: an anonymous object, a record, a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    /// <exception cref="ArgumentException">The text is no JSON; the message says what is wrong and where.</exception>
    public TConstraint HaveReceivedJsonSubset<T>(T expected, string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Received(expected is string json ? Json.Contains(json) : Json.Contains(expected)), because, becauseArgs);

    /// <summary>A binary message came.</summary>
    /// <param name="expected">The whole payload.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint HaveReceivedBinary(byte[] expected, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Expect(Expectation.Received(Binary.Is(expected)), because, becauseArgs);
    }

    /// <summary>A message came that a matcher means, such as <c>Text.Matches("^bye")</c> or <c>Any.Where(message => …)</c>.</summary>
    /// <param name="matcher">A matcher as a rule has it; states are not known here.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint HaveReceivedMatching(Matcher matcher, string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Received(matcher), because, becauseArgs);

    /// <summary>Messages came one after the other; others may have come in between.</summary>
    /// <param name="matchers">At least two, as rules have them.</param>
    public TConstraint HaveReceivedInOrder(params Matcher[] matchers) => HaveReceivedInOrder(matchers, because: "");

    /// <inheritdoc cref="HaveReceivedInOrder(Matcher[])"/>
    /// <param name="matchers">At least two, as rules have them.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint HaveReceivedInOrder(IEnumerable<Matcher> matchers, string because, params object[] becauseArgs) =>
        Expect(Expectation.ReceivedInOrder(matchers), because, becauseArgs);

    /// <summary>A client was let in.</summary>
    /// <param name="with">Says what its handshake was like: headers, query, subprotocol; anything if left out.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint HaveConnected(Action<ExpectedHandshake>? with = null, string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Connected(with), because, becauseArgs);

    /// <summary>A connection ended with this code, whoever began the close (RFC 6455 section 7.1.5).</summary>
    /// <param name="code">The close code; 1005 for a close frame without one, 1006 for an end without a close frame.</param>
    /// <param name="reason">The reason; null for any.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint HaveClosedWith(int code, string? reason = null, string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Closed(code, reason), because, becauseArgs);

    /// <summary>A client connected again after its connection had ended or was refused.</summary>
    /// <param name="times">How often at least.</param>
    /// <param name="backoff">How long it waited each time, by the server's clock; any time if left out.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint HaveReconnected(int times = 1, Backoff? backoff = null, string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Reconnected(times, backoff), because, becauseArgs);

    /// <summary>The server answered a message, by a rule or by its default.</summary>
    /// <param name="to">The message that came.</param>
    /// <param name="with">The answer; anything if left out.</param>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint HaveRepliedTo(Matcher to, Matcher? with = null, string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Replied(to, with), because, becauseArgs);

    /// <summary>Every message that came to an endpoint with rules was answered by one of them; see <see cref="JournalEntry.IsUnmatched"/>.</summary>
    /// <param name="because">Why, with or without the word "because".</param>
    /// <param name="becauseArgs">The arguments of <paramref name="because"/>.</param>
    public TConstraint NotHaveUnmatchedMessages(string because = "", params object[] becauseArgs) =>
        Expect(Expectation.Unmatched().Never(), because, becauseArgs);

    private protected abstract TConstraint Expect(Expectation expectation, string because, object[] becauseArgs);

    private TSelf With(JournalContext context)
    {
        Context = context;
        return (TSelf)this;
    }
}
