using System.Net.WebSockets;
using MockWs.Recording;
using MockWs.Tests.Server;
using MockWs.Wire;

namespace MockWs.Tests.Behaviours.Actions;

[CancelAfter(20_000)]
public class DelegateTests
{
    [Test]
    public async Task What_follows_a_slow_delegate_waits_for_it_and_reading_goes_on()
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("slow"), then => then.Do(async (_, later) => later.Send(await answer.Task)).Send("after"))
            .Otherwise(then => then.Echo()));
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync("slow");
        await client.SendAsync("next");
        await server.Journal.WaitForAsync(entry => entry is { Kind: JournalEntryKind.Received, Text: "next" });
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Sent);
        var idle = () => server.WhenIdleAsync(TimeSpan.Zero);
        await idle.Should().ThrowAsync<TimeoutException>().WithMessage("*connection 1*");
        answer.SetResult("done");

        (await client.ReceiveTextAsync()).Should().Be("done");
        (await client.ReceiveTextAsync()).Should().Be("after");
        (await client.ReceiveTextAsync()).Should().Be("next");
        await server.WhenIdleAsync();
    }

    [Test]
    public async Task An_exception_after_a_while_is_recorded_and_closes_with_1011()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.Do(async (message, _) =>
        {
            await Task.Yield();
            throw new FormatException($"not {message.Text}");
        }).Send("never")));
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync("this");

        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        client.CloseStatus.Should().Be(WebSocketCloseStatus.InternalServerError);
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error).Text.Should().Be("Do failed: not this");
    }

    [Test]
    public async Task The_end_of_the_connection_cancels_it_and_is_no_error()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.Do(async (_, _, cancellation) =>
        {
            await using var registration = cancellation.Register(ended.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        })));
        using var client = await server.ConnectAsync("/chat/1");
        await client.SendAsync("begin");
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Received);

        client.Abort();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await server.WhenIdleAsync();
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Error);
    }

    [Test]
    public async Task What_a_delegate_says_comes_before_what_waits_behind_it()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var server = await Mocks.StartAsync(
            chat => chat.Otherwise(then => then
                .Delay(TimeSpan.FromSeconds(1))
                .Do((_, now) => now.Send("1").Delay(TimeSpan.FromSeconds(1)).Send("2"))
                .Send("3")),
            clock);
        using var client = await server.ConnectAsync("/chat/1");
        await client.SendAsync("go");
        await server.WhenIdleAsync();

        clock.Advance(TimeSpan.FromSeconds(1));
        (await client.ReceiveTextAsync()).Should().Be("1");
        clock.Advance(TimeSpan.FromSeconds(1));

        (await client.ReceiveTextAsync()).Should().Be("2");
        (await client.ReceiveTextAsync()).Should().Be("3");
    }

    [Test]
    public async Task Where_nothing_came_a_delegate_gets_an_empty_message()
    {
        await using var server = await Mocks.StartAsync(chat => chat.OnOpen(then => then.Do((message, now) =>
            now.Send($"{message.Opcode == Opcode.Continuation} {message.Payload.Length}"))));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.ReceiveTextAsync()).Should().Be("True 0");
    }

    [Test]
    public async Task A_delegate_behind_a_close_is_not_asked()
    {
        var asked = false;
        await using var server = await Mocks.StartAsync(chat => chat.OnOpen(then => then.Close().Do((_, _, _) =>
        {
            asked = true;
            return Task.CompletedTask;
        })));
        using var client = await server.ConnectAsync("/chat/1");

        await client.ReceiveAsync();
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed);

        asked.Should().BeFalse();
    }
}
