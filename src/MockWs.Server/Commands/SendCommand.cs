using System.CommandLine;
using MockWs.Server.Clients;

namespace MockWs.Server.Commands;

/// <summary><c>mockws send URL [MESSAGE…]</c>: a small client that types.</summary>
internal static class SendCommand
{
    private const string About =
        """
        Send messages and print what comes back: a text as it is, bytes as hexadecimal digits. Without a MESSAGE each line of the input is one, up to its end (Ctrl+D). Then it closes, and prints what the server still says before it answers that.

        Examples:
          mockws send ws://localhost:8080 hello              one message, and its echo
          mockws send ws://localhost:8080/chat               type, and see what comes
          jq -c '.[]' orders.json | mockws send ws://localhost:8080/orders
          mockws send ws://localhost:8080 hello --replies 2  waits for two messages before it closes

        Exit codes: 0 all was sent, and the connection has ended in good order; 1 it was lost, or replies did not come; 2 a wrong command line; 5 there is no such server, or it refuses.
        """;

    public static Command Create()
    {
        var client = new ClientOptions();
        var messages = new Argument<string[]>("MESSAGE") { Description = "What to send, one after the other.", Arity = ArgumentArity.ZeroOrMore };
        var replies = new Option<int>("--replies") { Description = "How many messages of the server to wait for before closing. Default: 0.", HelpName = "N", CustomParser = CountOption.Parse };
        var command = new Command("send", About);
        client.AddTo(command);
        command.Add(messages);
        command.Add(replies);
        command.SetAction(async (parsed, _) =>
            (int)await RunAsync(client.Read(parsed), parsed.GetValue(messages) ?? [], parsed.GetValue(replies)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ClientSettings settings, IReadOnlyList<string> messages, int replies)
    {
        using var interruption = new Interruption();
        await using var client = await ToolClient.ConnectAsync(settings, interruption.Token);
        try
        {
            await SendAsync(client, messages, interruption.Token);
            await client.WaitForMessagesAsync(replies, settings.Timeout, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            // Ctrl+C is a way to say that all is said.
        }

        await client.CloseAsync();
        return ExitCode.Stopped;
    }

    private static async Task SendAsync(ToolClient client, IReadOnlyList<string> messages, CancellationToken cancellation)
    {
        foreach (var message in messages)
        {
            await client.SendAsync(message, cancellation);
        }

        if (messages.Count > 0)
        {
            return;
        }

        // A read of a terminal cannot be cancelled, and the server's end is not to wait for a key.
        while (await NextLineAsync(client, cancellation) is { } line)
        {
            await client.SendAsync(line, cancellation);
        }
    }

    private static async Task<string?> NextLineAsync(ToolClient client, CancellationToken cancellation)
    {
        var line = Task.Run(Console.In.ReadLine, cancellation);
        await Task.WhenAny(line, client.Ended).WaitAsync(cancellation);
        return line.IsCompleted ? await line : null;
    }
}
