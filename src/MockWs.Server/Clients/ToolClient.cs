using System.Net.WebSockets;
using System.Text;
using MockWs.Recording;
using MockWs.Server.Commands;

namespace MockWs.Server.Clients;

/// <summary>A client of the command line: sends what it is given, and prints each message that comes on the output.</summary>
internal sealed class ToolClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly ClientSettings _settings;
    private readonly SemaphoreSlim _received = new(0);

    private ToolClient(ClientWebSocket socket, ClientSettings settings)
    {
        (_socket, _settings) = (socket, settings);
        Ended = ReadAsync();
    }

    /// <summary>Ends when the server has closed or is gone; cancelled if the connection is given up here.</summary>
    /// <exception cref="StartupException">The connection was lost.</exception>
    public Task Ended { get; }

    /// <exception cref="StartupException">There is no server, or it refuses.</exception>
    public static async Task<ToolClient> ConnectAsync(ClientSettings settings, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            Configure(socket.Options, settings);
            using var timeout = new CancellationTokenSource(settings.Timeout, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
            using var http = new HttpMessageInvoker(HttpHandlers.Create(settings.Url, settings.IsInsecure));
            await socket.ConnectAsync(settings.Url, http, either.Token);
            return new ToolClient(socket, settings);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            var why = e is WebSocketException ? e.GetBaseException().Message : $"no answer within {settings.Timeout.TotalSeconds:0.###} s";
            throw new StartupException(ExitCode.CannotConnect, $"Cannot connect to {settings.Url}: {why}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a text.</summary>
    /// <exception cref="StartupException">The connection is not there any more.</exception>
    public async Task SendAsync(string text, CancellationToken cancellation)
    {
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            await Ended;
            throw new StartupException(ExitCode.Failed, $"\"{text}\" was not sent: the server has closed the connection{CloseStatus()}.", e);
        }
    }

    /// <summary>Waits for messages of the server.</summary>
    /// <param name="count">How many, from the first on.</param>
    /// <param name="timeout">How long each may take; null for ever.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StartupException">They did not come.</exception>
    public async Task WaitForMessagesAsync(int count, TimeSpan? timeout, CancellationToken cancellation)
    {
        for (var number = 1; number <= count; number++)
        {
            var next = _received.WaitAsync(cancellation);
            try
            {
                await Task.WhenAny(next, Ended).WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            }
            catch (TimeoutException)
            {
                throw new StartupException(ExitCode.Failed, $"Message {number} of {count} did not come within {timeout!.Value.TotalSeconds:0.###} s.");
            }

            if (!next.IsCompleted)
            {
                await Ended;
                throw new StartupException(ExitCode.Failed, $"Message {number} of {count} did not come: the server has closed the connection{CloseStatus()}.");
            }

            await next;
        }
    }

    /// <summary>Closes with 1000, and prints what the server still says until it answers that.</summary>
    /// <exception cref="StartupException">It did not answer in time.</exception>
    public async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(_settings.Timeout, TimeProvider.System);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            // It has closed already, or is gone: Ended tells.
        }

        try
        {
            await Ended.WaitAsync(_settings.Timeout, TimeProvider.System);
        }
        catch (TimeoutException e)
        {
            throw new StartupException(ExitCode.Failed, $"The server did not answer the close frame within {_settings.Timeout.TotalSeconds:0.###} s.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _received.Dispose();
    }

    /// <summary>What the server closed with, such as <c> with 4001 "bye"</c>; empty for an ordinary end.</summary>
    public string CloseStatus() => (int?)_socket.CloseStatus switch
    {
        null or 1000 => "",
        1005 => " without a code",
        var code => $" with {code}{(_socket.CloseStatusDescription is { Length: > 0 } reason ? $" \"{Transcript.OnOneLine(reason)}\"" : "")}",
    };

    private static void Configure(ClientWebSocketOptions options, ClientSettings settings)
    {
        foreach (var subprotocol in settings.Subprotocols)
        {
            options.AddSubProtocol(subprotocol);
        }

        foreach (var (name, value) in settings.Headers)
        {
            options.SetRequestHeader(name, value);
        }
    }

    private async Task ReadAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                message.Write(buffer.AsSpan(0, read.Count));
                if (read.EndOfMessage)
                {
                    await Console.Out.WriteLineAsync(Printed.Message(message.GetBuffer().AsSpan(0, (int)message.Length), read.MessageType));
                    message.SetLength(0);
                    _received.Release();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            throw new StartupException(ExitCode.Failed, $"The connection to {_settings.Url} was lost: {e.GetBaseException().Message}", e);
        }
    }
}
