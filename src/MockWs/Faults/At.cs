namespace MockWs.Faults;

/// <summary>The moments at which a fault can happen: the server's start, then in the order of a connection's life. Safe for concurrent use.</summary>
public static class At
{
    /// <summary>
    /// The server has started, and nobody has been accepted yet; so it is after a reset, and when a server is told anew that something else is to
    /// happen at its start. No connection's moment: only the server can have it.
    /// </summary>
    public static Moment Start { get; } = new(Moments.Start);

    /// <summary>A client has connected; not a byte is read, and of <c>wss://</c> no TLS is spoken. The path is not known: only the server can have it.</summary>
    public static Moment Connect { get; } = new(Moments.Connect);

    /// <summary>
    /// Of <c>wss://</c>, the client's ClientHello is there; nothing is answered yet (RFC 8446 section 4.1.2). The path is not known: only the server
    /// can have it.
    /// </summary>
    public static Moment TlsHandshake { get; } = new(Moments.TlsHandshake);

    /// <summary>The upgrade request is there and would be granted; nothing is answered yet (RFC 6455 section 4.2.2).</summary>
    public static Moment Handshake { get; } = new(Moments.Handshake);

    /// <summary>Right behind the answer to the handshake, in bytes of its own, before anything that is said on opening.</summary>
    public static Moment AfterHandshake { get; } = new(Moments.AfterHandshake);

    /// <summary>The connection is open, and what is said on opening has been said.</summary>
    public static Moment Open { get; } = new(Moments.Open);

    /// <summary>Each message that comes: it is recorded, and not answered yet.</summary>
    public static Moment EveryMessage { get; } = new(Moments.Message);

    /// <summary>Each ping that comes: it is recorded, and not answered yet (RFC 6455 section 5.5.2).</summary>
    public static Moment EveryPing { get; } = new(Moments.Ping);

    /// <summary>Each message that is about to be sent.</summary>
    public static Moment EverySent { get; } = new(Moments.Sent);

    /// <summary>A close frame is about to be sent: as the first, or as the answer to the client's (RFC 6455 section 7.1.2).</summary>
    public static Moment Close { get; } = new(Moments.Close);

    /// <summary>The nth message of the client, counted from 1: it is recorded, and not answered yet.</summary>
    public static Moment Message(int nth) => Nth(Moments.Message, nth);

    /// <summary>The nth ping of the client, counted from 1: it is recorded, and not answered yet.</summary>
    public static Moment Ping(int nth) => Nth(Moments.Ping, nth);

    /// <summary>The nth message of the server, counted from 1, is about to be sent.</summary>
    public static Moment Sent(int nth) => Nth(Moments.Sent, nth);

    /// <summary>The nth message of the server, counted from 1, goes out in two fragments; here is between them (RFC 6455 section 5.4).</summary>
    public static Moment MidMessage(int nth = 1) => Nth(Moments.MidMessage, nth);

    /// <summary>The middle of the first frame of the server's nth message, counted from 1: its head and half its payload are sent.</summary>
    public static Moment MidFrame(int nth = 1) => Nth(Moments.MidFrame, nth);

    /// <summary>The server has sent so many bytes of frames, not counting the answer to the handshake.</summary>
    public static Moment Bytes(long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new Moment(Moments.Bytes, count);
    }

    /// <summary>So much time has gone by since the connection opened, by the server's clock.</summary>
    public static Moment After(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new Moment(Moments.After, time: time);
    }

    /// <summary>So much time has gone by since <see cref="Start"/>, by the server's clock. Only the server can have it.</summary>
    public static Moment AfterStart(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new Moment(Moments.Start, time: time);
    }

    private static Moment Nth(Moments kind, int nth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
        return new Moment(kind, nth);
    }
}
