using System.Globalization;
using MockWs.Wire.Handshake;
using Microsoft.Net.Http.Headers;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Refuses the handshake with a status (RFC 6455 section 4.2.2), as an overloaded server or one that wants a login does. A client should
    /// report the status, not open, and act on it as on any HTTP answer (section 4.1): log in on 401, wait as long as Retry-After says on 429
    /// and 503 (RFC 9110 section 10.2.3), follow a redirect only if it is made to.
    /// </summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="body">What a person reads, as plain text. Default: none.</param>
    /// <param name="retryAfter">The time in Retry-After, in whole seconds. Default: no such header.</param>
    /// <param name="headers">More headers, such as WWW-Authenticate or Location; they go before those of the body.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or a header has a character that no header can hold.</exception>
    public static Fault Reject(int status, string body = "", TimeSpan? retryAfter = null, params IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
        return new RejectFault(status, body, retryAfter, [.. headers]);
    }
}

internal sealed record RejectFault : HandshakeFault
{
    private readonly UpgradeResponse _response;

    public RejectFault(int status, string body, TimeSpan? retryAfter, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        (Status, Body, RetryAfter, Headers) = (status, body, retryAfter, headers);
        var seconds = retryAfter is { } time ? Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
        _response = UpgradeResponse.Refuse(status, body, seconds is null ? headers : [.. headers, new(HeaderNames.RetryAfter, seconds)]);
    }

    public int Status { get; }

    public string Body { get; }

    public TimeSpan? RetryAfter { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    internal override string Text => $"the handshake is answered with {Status} {_response.ReasonPhrase} (RFC 6455 4.2.2)";

    internal override Capabilities Needs => Capabilities.HandshakeStatus;

    public bool Equals(RejectFault? other) =>
        other is not null && (Status, Body, RetryAfter) == (other.Status, other.Body, other.RetryAfter) && Headers.SequenceEqual(other.Headers);

    public override int GetHashCode() => HashCode.Combine(Status, Body, RetryAfter);

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => HandshakeAnswer.From(_response) with
    {
        Delay = answer.Delay,
        IsWithheld = answer.IsWithheld,
        PieceSize = answer.PieceSize,
        Gap = answer.Gap,
    };
}
