using FluentAssertions.Execution;
using MockWs.Expectations;

namespace MockWs.Testing.Tests.Assertions;

/// <summary>What failures say, as people approved of it.</summary>
[CancelAfter(20_000)]
internal sealed class FailureMessagesTests
{
    private const int LinesOfAScreen = 24;
    private const int LongestLine = 120;

    private static IEnumerable<TestCaseData> Failures =>
    [
        Case("Text differs in a character", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), "hello", "The quick brown fox jumps over the lazy cat", "bye");
            chat.Server.Should().HaveReceivedText("The quick brown fox jumps over the lazy dog");
        }),
        Case("Text differs in case", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), "PING");
            chat.Server.Should().HaveReceivedText("Ping", "the protocol is {0}", "case sensitive");
        }),
        Case("Nothing was recorded", chat =>
        {
            chat.Server.Should().HaveReceivedText("ping");
            return Task.CompletedTask;
        }),
        Case("Received too often", async chat =>
        {
            var client = await chat.ConnectAsync();
            await chat.SayAsync(client, "ping", "subscribe", "ping", "ping");
            chat.Server.Should().HaveReceivedText("ping").Exactly(2);
        }),
        Case("Received too seldom on a path", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync("/chat/1"), "ping");
            await chat.SayAsync(await chat.ConnectAsync("/other"), "ping");
            chat.Server.Should().OnPath("/chat/*").HaveReceivedText("ping").AtLeast(2);
        }),
        Case("Received what must never come", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), "hello", """{"type":"login","password":"secret"}""");
            chat.Server.Should().Never().HaveReceivedJsonSubset(new { type = "login" }, "the client has a token");
        }),
        Case("JSON subset differs by path", async chat =>
        {
            await chat.SayAsync(
                await chat.ConnectAsync(),
                """{"type":"subscribe","channel":"prices","symbols":["MSFT","AAPL"],"options":{"depth":5}}""",
                """{"type":"ping"}""");
            chat.Server.Should().HaveReceivedJsonSubset(new { type = "subscribe", symbols = new[] { "MSFT", "APPL" }, options = new { depth = 10, full = true } });
        }),
        Case("JSON has more than it should", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), """{"id":7,"op":"add","debug":true}""");
            chat.Server.Should().HaveReceivedJson("""{ "op": "add", "id": "7" }""");
        }),
        Case("Binary differs at an offset", async chat =>
        {
            var client = await chat.ConnectAsync();
            await client.SendBinaryAsync(Enumerable.Range(0, 40).Select(i => (byte)i).ToArray());
            await chat.Server.WhenIdleAsync();
            chat.Server.Should().HaveReceivedBinary([.. Enumerable.Range(0, 40).Select(i => (byte)(i == 20 ? 0xff : i))]);
        }),
        Case("A matcher means nothing that came", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), "order 17", "order x");
            chat.Server.Should().ByConnection(1).HaveReceivedMatching(Text.Matches("^order [0-9]{4}$") | Text.Is("cancel"));
        }),
        Case("Messages out of order", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), "login", "subscribe", "logout", "unsubscribe");
            chat.Server.Should().HaveReceivedInOrder(Text.Is("login"), Text.Is("subscribe"), Text.Is("unsubscribe"), Text.Is("logout"));
        }),
        Case("Connected otherwise", async chat =>
        {
            await chat.ConnectAsync("/chat?v=1&lang=en", options =>
            {
                options.SetRequestHeader("Authorization", "Bearer abc");
                options.AddSubProtocol("chat.v0");
            });
            chat.Server.Should().HaveConnected(with => with.Header("Authorization", "Bearer *").Header("X-Trace").Query("v", "2").Subprotocol("chat.v1"));
        }),
        Case("Closed with another code", async chat =>
        {
            var client = await chat.ConnectAsync();
            await client.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.EndpointUnavailable, "going home", default);
            await chat.Server.Journal.WaitForAsync(entry => entry.Kind == MockWs.Recording.JournalEntryKind.Closed);
            chat.Server.Should().HaveClosedWith(1000, "bye");
        }),
        Case("Reconnected too soon", async chat =>
        {
            await chat.ReconnectAsync(1, 2, 2.5, 8);
            chat.Server.Should().HaveReconnected(4, Backoff.Exponential(1.Seconds(), most: 30.Seconds(), jitter: 0.1));
        }),
        Case("Reconnected and must not", async chat =>
        {
            await chat.ReconnectAsync(1);
            chat.Server.Should().Never().HaveReconnected(because: "the server said goodbye");
        }),
        Case("Messages in an order that must not be", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), "logout", "hello", "subscribe");
            chat.Server.Should().Never().HaveReceivedInOrder(Text.Is("logout"), Text.Is("subscribe"));
        }),
        Case("It did not come within the time", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), "pin");
            await chat.Server.Connections[0].Should().Within(20.Milliseconds()).HaveReceivedText("ping").Exactly(2);
        }),
        Case("Replied otherwise", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync("/ask"), "what time is it?", "how are you?");
            chat.Server.Should().HaveRepliedTo(Text.Is("how are you?"), Text.Is("fine, thanks"));
        }),
        Case("Messages without a rule", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync("/ask"), "how are you?", "How are you?", "ok");
            chat.Server.Should().NotHaveUnmatchedMessages();
        }),
        Case("A long conversation is shortened", async chat =>
        {
            var client = await chat.ConnectAsync();
            for (var i = 0; i < 100; i++)
            {
                await chat.SayAsync(client, $$"""{"type":"tick","n":{{i}},"padding":"{{new string('x', 200)}}"}""");
            }

            chat.Server.Should().HaveReceivedJsonSubset(new { type = "tick", n = 50, padding = "y" });
        }),
        Case("Several failures in a scope", async chat =>
        {
            await chat.SayAsync(await chat.ConnectAsync(), "hello");
            using (new AssertionScope("the chat server"))
            {
                chat.Server.Should().HaveReceivedText("hallo").Exactly(2);
                chat.Server.Should().HaveReceivedText("hello").Exactly(2);
            }
        }),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task A_failure_says_what_was_approved(string name, Func<Conversation, Task> fail)
    {
        await using var chat = await Conversation.BeginAsync(mock =>
        {
            mock.At("/ask", ask => ask.When(Text.Is("how are you?"), then => then.Send("fine, thank you")).When(Text.Glob("what *"), then => then.Echo()));
            mock.At("/**", other => other.UseSubprotocols("chat.v0"));
        });

        var failure = (await fail.Invoking(call => call(chat)).Should().ThrowAsync<AssertionException>()).Which.Message;

        await Approval.CheckAsync(name, failure);
        if (!name.Contains("scope", StringComparison.Ordinal))
        {
            failure.TrimEnd().Split('\n').Should().HaveCountLessThanOrEqualTo(LinesOfAScreen).And.OnlyContain(line => line.Length <= LongestLine);
        }
    }

    private static TestCaseData Case(string name, Func<Conversation, Task> fail) => new TestCaseData(name, fail).SetArgDisplayNames(name);
}
