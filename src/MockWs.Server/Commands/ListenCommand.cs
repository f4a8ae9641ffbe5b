using System.CommandLine;
using MockWs.Server.Clients;

namespace MockWs.Server.Commands;

/// <summary><c>mockws listen URL</c>: a small client that only hears.</summary>
internal static class ListenCommand
{
    private const string About =
        """
        Print each message that a server sends: a text as it is, bytes as hexadecimal digits. It ends when the server closes, with Ctrl+C, or after --count messages.

        Examples:
          mockws listen ws://localhost:8080/ticker
          mockws listen ws://localhost:8080/ticker --count 1 | jq .price

        Exit codes: 0 the connection has ended in good order; 1 it was lost, or closed before --count messages; 2 a wrong command line; 5 there is no such server, or it refuses.
        """;

    public static Command Create()
    {
        var client = new ClientOptions();
        var count = new Option<int>("--count") { Description = "How many messages to wait for, however long it takes. Default: all.", HelpName = "N", CustomParser = CountOption.Parse };
        var command = new Command("listen", About);
        client.AddTo(command);
        command.Add(count);
        command.SetAction(async (parsed, _) => (int)await RunAsync(client.Read(parsed), parsed.GetValue(count)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ClientSettings settings, int count)
    {
        using var interruption = new Interruption();
        await using var client = await ToolClient.ConnectAsync(settings, interruption.Token);
        try
        {
            await (count > 0 ? client.WaitForMessagesAsync(count, timeout: null, interruption.Token) : client.Ended.WaitAsync(interruption.Token));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            // Ctrl+C is the usual end.
        }

        await client.CloseAsync();
        return ExitCode.Stopped;
    }
}
