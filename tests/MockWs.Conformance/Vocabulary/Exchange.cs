using System.Runtime.CompilerServices;
using MockWs.Recording;

namespace MockWs.Conformance.Vocabulary;

/// <summary>
/// One case: what a client sends, and what it must get. The steps run in order when the exchange is awaited; each one waits for the bytes
/// it names, so a case that gets its answer before it sends on has proved that the answer did not wait.
/// </summary>
internal sealed class Exchange(Action<MockWsServerOptions> configure, string? extensions)
{
    private readonly List<Func<RawClient, Task>> _steps = [client => client.ExpectStatus(101)];

    /// <summary>Sends frames as a client does: masked, and all at once.</summary>
    public Exchange Sends(params Frame[] frames) => Sends(frames.SelectMany(frame => frame.Masked).ToArray());

    /// <summary>Sends bytes in hexadecimal digits.</summary>
    public Exchange Sends(string hex) => Sends(Hex(hex));

    public Exchange Sends(byte[] bytes) => Step(client => client.SendAsync(bytes));

    /// <summary>From here on, sends so many bytes at a time, each piece only after the server has taken the one before.</summary>
    public Exchange InPiecesOf(int size) => Step(client => client.InPiecesOf(size));

    /// <summary>Gets exactly these frames, unmasked.</summary>
    public Exchange Gets(params Frame[] frames) => Gets(frames.SelectMany(frame => frame.Unmasked).ToArray());

    /// <summary>Gets exactly these bytes, in hexadecimal digits.</summary>
    public Exchange Gets(string hex) => Gets(Hex(hex));

    public Exchange Gets(byte[] bytes) => Step(client => client.ExpectAsync(bytes));

    /// <summary>Sends the frames, and gets the messages among them back as they are.</summary>
    public Exchange IsEchoed(params Frame[] messages) => Sends(messages).Gets(messages);

    /// <summary>Compresses a message as the client's codec does, and sends it in fragments.</summary>
    public Exchange SendsCompressed(Frame message, int fragment = int.MaxValue) =>
        Step(client => client.SendAsync(client.Codec.Deflate(message).InFragmentsOf(fragment).SelectMany(frame => frame.Masked).ToArray()));

    /// <summary>Gets a message in one compressed frame.</summary>
    /// <param name="message">The message as it was before it was compressed.</param>
    /// <param name="limit">The most bytes that the frame's payload may have.</param>
    public Exchange GetsCompressed(Frame message, int limit = int.MaxValue) => Step(client => client.ExpectCompressedAsync(message, limit));

    /// <summary>Sends the messages compressed one by one, and gets each back compressed.</summary>
    public Exchange IsEchoedCompressed(params IEnumerable<Frame> messages)
    {
        foreach (var message in messages)
        {
            SendsCompressed(message).GetsCompressed(message);
        }

        return this;
    }

    /// <summary>Gets this HTTP status instead of 101.</summary>
    public Exchange IsRefused(int status)
    {
        _steps[0] = client => client.ExpectStatus(status);
        return this;
    }

    /// <summary>Gets a close frame in answer to the client's own, and then the end of the connection by a FIN.</summary>
    public Exchange IsClosed(Frame close) => Gets(close).IsEnded(close.CloseCode, byClient: true);

    /// <summary>Gets a FIN; the journal says which close code it came to, and who began.</summary>
    public Exchange IsEnded(int code, bool byClient) => Step(client => client.ExpectEndAsync(code, byClient));

    /// <summary>Gets a close frame with this code, and then the end by a FIN; the journal holds the violation with the section.</summary>
    public Exchange IsFailed(int code, string section) => Step(client => client.ExpectFailureAsync(code, section));

    /// <summary>What the journal holds as received is this and nothing else.</summary>
    public Exchange Delivers(params Frame[] frames) => Step(client => client.ExpectDelivered(frames));

    /// <summary>The handshake's answer has these extensions; null for none.</summary>
    public Exchange Agrees(string? expected) => Step(client => client.ExpectExtensions(expected));

    /// <summary>The journal's entries are as the test says.</summary>
    public Exchange Records(Action<Journal> assert) => Step(client => client.ExpectRecorded(assert));

    public TaskAwaiter GetAwaiter() => RunAsync().GetAwaiter();

    private Exchange Step(Func<RawClient, Task> step)
    {
        _steps.Add(step);
        return this;
    }

    private async Task RunAsync()
    {
        await using var client = await RawClient.ConnectAsync(configure, extensions);
        foreach (var step in _steps)
        {
            await step(client);
        }
    }
}
