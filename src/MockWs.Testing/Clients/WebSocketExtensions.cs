using System.Net.WebSockets;
using System.Text;

namespace MockWs.Testing;

/// <summary>
/// Whole messages in one call, for tests that talk through a plain <see cref="WebSocket"/>. As with the socket itself, one call may send while another
/// receives, and no two may do the same.
/// </summary>
public static class WebSocketExtensions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Sends a text message.</summary>
    public static Task SendTextAsync(this WebSocket client, string text, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(text);
        return client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }

    /// <summary>Sends a binary message.</summary>
    public static Task SendBinaryAsync(this WebSocket client, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.SendAsync(payload, WebSocketMessageType.Binary, endOfMessage: true, cancellation).AsTask();
    }

    /// <summary>The next message, which has to be text.</summary>
    /// <param name="client">A client that is connected.</param>
    /// <param name="timeout">How long to wait, in real time; 5 seconds if left out. A client that waited in vain is of no use afterwards.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">No message came in time.</exception>
    /// <exception cref="InvalidOperationException">The message is binary, or the server closed; the message says with what.</exception>
    public static async Task<string> ReceiveTextAsync(this WebSocket client, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        Encoding.UTF8.GetString(await ReceiveAsync(client, WebSocketMessageType.Text, timeout, cancellation).ConfigureAwait(false));

    /// <summary>The next message, which has to be binary.</summary>
    /// <param name="client">A client that is connected.</param>
    /// <param name="timeout">How long to wait, in real time; 5 seconds if left out. A client that waited in vain is of no use afterwards.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">No message came in time.</exception>
    /// <exception cref="InvalidOperationException">The message is text, or the server closed; the message says with what.</exception>
    public static Task<byte[]> ReceiveBinaryAsync(this WebSocket client, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        ReceiveAsync(client, WebSocketMessageType.Binary, timeout, cancellation);

    /// <summary>Sends a text message and gives the next message, which has to be text: the echo, or what a rule answers.</summary>
    /// <param name="client">A client that is connected.</param>
    /// <param name="text">What to send.</param>
    /// <param name="timeout">How long to wait for the answer, in real time; 5 seconds if left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">No message came in time.</exception>
    /// <exception cref="InvalidOperationException">The answer is binary, or the server closed; the message says with what.</exception>
    public static async Task<string> EchoAsync(
        this WebSocket client, string text, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        await client.SendTextAsync(text, cancellation).ConfigureAwait(false);
        return await client.ReceiveTextAsync(timeout, cancellation).ConfigureAwait(false);
    }

    /// <summary>Closes, and waits for the server's close frame (RFC 6455 section 7.1.2).</summary>
    /// <param name="client">A client that is connected.</param>
    /// <param name="code">The close code. Default: 1000.</param>
    /// <param name="reason">The reason. Default: none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task CloseAsync(
        this WebSocket client,
        WebSocketCloseStatus code = WebSocketCloseStatus.NormalClosure,
        string reason = "",
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.CloseAsync(code, reason, cancellation);
    }

    private static async Task<byte[]> ReceiveAsync(
        WebSocket client, WebSocketMessageType expected, TimeSpan? timeout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        var limit = timeout ?? DefaultTimeout;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limit);
        try
        {
            return await ReadMessageAsync(client, expected, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The server sent no message within {limit.TotalSeconds:0.###} s.", e);
        }
    }

    private static async Task<byte[]> ReadMessageAsync(WebSocket client, WebSocketMessageType expected, CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await client.ReceiveAsync(buffer.AsMemory(), cancellation).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException(
                    $"The server sent no message but closed with {(int?)client.CloseStatus} \"{client.CloseStatusDescription}\".");
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return part.MessageType == expected ? message.ToArray() : throw Unexpected(part.MessageType, message.ToArray());
            }
        }
    }

    private static InvalidOperationException Unexpected(WebSocketMessageType type, byte[] payload) => new(
        type == WebSocketMessageType.Text
            ? $"The next message is text, not binary: \"{Encoding.UTF8.GetString(payload)}\"."
            : $"The next message is binary, not text: {payload.Length} bytes.");
}
