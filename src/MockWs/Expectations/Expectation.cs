using System.Globalization;
using MockWs.Behaviours;
using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>
/// Something that a journal is expected to show: the ground on which assertions stand, for any test framework. Every method returns a new
/// expectation. Immutable and safe for concurrent use.
/// </summary>
/// <example><code>
/// var verdict = await Expectation.Received(Text.Is("ping")).Exactly(1).JudgeWithinAsync(server.Journal, TimeSpan.FromSeconds(2));
/// Assert.True(verdict.Holds, verdict.Explain());
/// </code></example>
public sealed class Expectation
{
    private readonly Claim _claim;
    private readonly JournalScope _scope;

    private Expectation(Claim claim, JournalScope? scope = null) => (_claim, _scope) = (claim, scope ?? new JournalScope());

    /// <summary>At least one message like this came from a client.</summary>
    public static Expectation Received(Matcher matcher)
    {
        ArgumentNullException.ThrowIfNull(matcher);
        return new Expectation(new CountClaim(new ReceivedCriterion(matcher), Occurrence.AtLeastOnce));
    }

    /// <summary>Messages like these came, one after the other; others may have come in between.</summary>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public static Expectation ReceivedInOrder(IEnumerable<Matcher> matchers)
    {
        Matcher[] list = [.. matchers];
        return list.Length >= 2
            ? new Expectation(new OrderClaim(list))
            : throw new ArgumentException("An order takes at least two messages; for one, expect that it was received.", nameof(matchers));
    }

    /// <summary>At least one client was let in whose handshake was like this.</summary>
    /// <param name="with">Says what the handshake was like; null for anything.</param>
    public static Expectation Connected(Action<ExpectedHandshake>? with = null)
    {
        var handshake = new ExpectedHandshake();
        with?.Invoke(handshake);
        return new Expectation(new CountClaim(new ConnectedCriterion(handshake), Occurrence.AtLeastOnce));
    }

    /// <summary>At least one connection ended with this code, whoever began the close (RFC 6455 section 7.1.5).</summary>
    /// <param name="code">The close code; 1005 for a close frame without one, 1006 for an end without a close frame.</param>
    /// <param name="reason">The reason; null for any.</param>
    public static Expectation Closed(int code, string? reason = null) =>
        new(new CountClaim(new ClosedCriterion(code, reason), Occurrence.AtLeastOnce));

    /// <summary>A client connected again, after its connection had ended or was refused.</summary>
    /// <param name="times">How often at least.</param>
    /// <param name="backoff">How long it waited each time; null for any time.</param>
    public static Expectation Reconnected(int times = 1, Backoff? backoff = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return new Expectation(new ReconnectClaim(new Occurrence(times, int.MaxValue), backoff));
    }

    /// <summary>The server answered at least one message like this, by a rule or by its default.</summary>
    /// <param name="to">The message that came.</param>
    /// <param name="with">The answer; null for any.</param>
    public static Expectation Replied(Matcher to, Matcher? with = null)
    {
        ArgumentNullException.ThrowIfNull(to);
        return new Expectation(new CountClaim(new RepliedCriterion(to, with), Occurrence.AtLeastOnce));
    }

    /// <summary>At least one message came to an endpoint with rules, and none of them answered it; see <see cref="JournalEntry.IsUnmatched"/>.</summary>
    public static Expectation Unmatched() => new(new CountClaim(new UnmatchedCriterion(), Occurrence.AtLeastOnce));

    /// <summary>Looks only at connections to such paths.</summary>
    /// <param name="pattern">A pattern as an endpoint has it: <c>/chat/{room}</c>, <c>/chat/*</c>, <c>/chat/**</c>.</param>
    /// <exception cref="FormatException">The pattern is wrong; the message says where.</exception>
    public Expectation OnPath(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new Expectation(_claim, _scope with { Path = PathPattern.Parse(pattern) });
    }

    /// <summary>Looks only at the connection with this number.</summary>
    /// <exception cref="InvalidOperationException">A reconnect is another connection.</exception>
    public Expectation ByConnection(int id)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(id, 1);
        if (!_claim.IsOfOneConnection)
        {
            throw new InvalidOperationException(
                $"A client that connects again has another connection, so connection {id} alone cannot show it. Expect it of the server; OnPath tells clients apart.");
        }

        return new Expectation(_claim, _scope with { Connection = id });
    }

    /// <summary>So many times, no more and no less.</summary>
    /// <exception cref="InvalidOperationException">Nothing is counted here: an order.</exception>
    public Expectation Exactly(int times) => Times(times, times);

    /// <summary>So many times or more.</summary>
    /// <exception cref="InvalidOperationException">Nothing is counted here: an order.</exception>
    public Expectation AtLeast(int times) => Times(times, int.MaxValue);

    /// <summary>Once or more, and so many times or fewer.</summary>
    /// <exception cref="InvalidOperationException">Nothing is counted here: an order.</exception>
    public Expectation AtMost(int times) => Times(1, times);

    /// <summary>Not once.</summary>
    /// <exception cref="InvalidOperationException">It is a reconnect with a backoff: what must not happen has no waits.</exception>
    public Expectation Never() => new(_claim.With(Occurrence.Never), _scope);

    /// <summary>Looks at what is recorded now.</summary>
    public Verdict Judge(Journal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return Judge(journal, "");
    }

    /// <summary>
    /// Waits until the expectation is met, or cannot be any more, or the time is over. One that something never happened has to hold for all of
    /// the time.
    /// </summary>
    /// <param name="journal">The journal to watch.</param>
    /// <param name="time">How long to wait, in real time whatever the server's clock is.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<Verdict> JudgeWithinAsync(Journal journal, TimeSpan time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var within = $" within {Backoff.Say(time)}";
        using var timer = new CancellationTokenSource(time, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        while (true)
        {
            var appended = journal.NextAppend();
            var verdict = Judge(journal, within);
            if ((verdict.Holds && !_claim.HasToLast) || verdict.Finding.IsFinal)
            {
                return verdict;
            }

            try
            {
                await appended.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return Judge(journal, within);
            }
        }
    }

    /// <summary>What is expected, in words.</summary>
    public override string ToString() => $"{_claim.Say()}{_scope}";

    private Expectation Times(int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1, "times");
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, "times");
        return new Expectation(_claim.With(new Occurrence(least, most)), _scope);
    }

    private Verdict Judge(Journal journal, string within)
    {
        var all = journal.ToList();
        var finding = _claim.Judge(new JournalView([.. all.Where(_scope.Includes)]));
        var dropped = journal.Dropped;
        return new Verdict(finding, (subject, because) => FailureText.Compose(
            $"Expected {subject} {this}{within}{(because.Length == 0 ? "" : $", {because}")}, but {finding.But}.{Missing(dropped)}",
            finding.Details,
            all,
            finding.Focus,
            finding.Marked));
    }

    private static string Missing(long dropped) => dropped == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" The journal has dropped its first {dropped} entries (JournalLimit).");
}
