using System.Text;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;
using static MockWs.Tests.Faults.ClientBytes;

namespace MockWs.Tests.Faults;

[CancelAfter(60_000)]
public class MomentsTests
{
    private static readonly Fault Mark = Fault.RawBytes(0xEE);

    [Test]
    public async Task On_connect_no_byte_is_read([Values] bool overTcp)
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.Reset(), At.Connect, connection: 1), overTcp);

        await server.MeetResetAsync();
        var second = await server.OpenAsync();
        await second.SayAsync("well");
        (await second.ReadHexAsync(6)).Should().Be(Text("well"));
        server.Recorded.Should().Equal("reset: the connection is reset (RFC 6455 7.1.5)");
    }

    [Test]
    public async Task During_the_handshake_the_request_is_read_and_nothing_answered([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reset(), At.Handshake), overTcp);
        var client = await server.ConnectAsync();

        await FluentActions.Awaiting(() => client.HandshakeAsync()).Should().ThrowAsync<IOException>();
        server.Server.Journal.First().Kind.Should().Be(JournalEntryKind.Fault);
        server.Server.Journal.First().Path.Should().Be("/raw");
    }

    [Test]
    public async Task After_the_handshake_comes_before_what_is_said_on_opening_and_open_comes_after_it()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x
            .OnOpen(then => then.Send("hi"))
            .Fault(Fault.RawBytes(0xEE), At.Open)
            .Fault(Fault.RawBytes(0xAA), At.AfterHandshake));
        var client = await server.OpenAsync();

        (await client.ReadHexAsync(6)).Should().Be("AA" + Text("hi") + "EE");
    }

    [Test]
    public async Task After_the_handshake_the_answer_has_arrived_whole([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(
            x => x.OnOpen(then => then.Send("never")).Fault(Fault.Reset(), At.AfterHandshake), overTcp);
        var client = await server.OpenAsync();

        (await client.ReadToResetAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task On_the_nth_message_the_earlier_ones_are_answered_and_it_is_not([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reset(), At.Message(2)), overTcp);
        var client = await server.OpenAsync();

        await client.SayAsync("one");
        (await client.ReadHexAsync(5)).Should().Be(Text("one"));
        await client.SayAsync("two");

        (await client.ReadToResetAsync()).Should().BeEmpty();
        var fault = server.Server.Journal.Single(entry => entry.Kind == JournalEntryKind.Fault);
        server.Server.Journal.Single(entry => entry.Sequence == fault.Cause).Text.Should().Be("two");
    }

    [Test]
    public async Task On_every_message_it_happens_each_time_as_often_as_it_may()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Mark, At.EveryMessage, times: 2));
        var client = await server.OpenAsync();

        await client.SayAsync("1");
        await client.SayAsync("2");
        await client.SayAsync("3");

        (await client.ReadHexAsync(11)).Should().Be("EE" + Text("1") + "EE" + Text("2") + Text("3"));
    }

    [Test]
    public async Task On_the_nth_ping_it_comes_before_the_pong()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Mark, At.Ping(2)));
        var client = await server.OpenAsync();

        await client.PingAsync(1);
        await client.PingAsync(2);

        (await client.ReadHexAsync(7)).Should().Be("8A0101" + "EE" + "8A0102");
    }

    [Test]
    public async Task On_the_nth_message_sent_it_comes_before_that()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Mark, At.Sent(2)).Otherwise(then => then.Send("a").Send("b")));
        var client = await server.OpenAsync();

        await client.SayAsync("go");

        (await client.ReadHexAsync(7)).Should().Be(Text("a") + "EE" + Text("b"));
    }

    [Test]
    public async Task In_the_middle_of_a_message_it_stands_between_two_fragments()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Mark, At.MidMessage()));
        var client = await server.OpenAsync();

        await client.SayAsync("abcd");
        await client.SayAsync("ef");

        (await client.ReadHexAsync(13)).Should().Be(Text("ab", 0x01) + "EE" + Text("cd", 0x80) + Text("ef"));
    }

    [Test]
    public async Task In_the_middle_of_a_frame_the_rest_never_comes([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reset(), At.MidFrame(2)), overTcp);
        var client = await server.OpenAsync();

        await client.SayAsync("whole");
        (await client.ReadHexAsync(7)).Should().Be(Text("whole"));
        await client.SayAsync("half");

        (await client.ReadToResetAsync()).Should().Be("8104" + Convert.ToHexString("ha"u8));
    }

    [Test]
    public async Task After_so_many_bytes_of_frames_nothing_more_comes([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reset(), At.Bytes(8)), overTcp);
        var client = await server.OpenAsync();

        await client.SayAsync("12345");
        (await client.ReadHexAsync(7)).Should().Be(Text("12345"));
        await client.SayAsync("6");

        (await client.ReadToResetAsync()).Should().Be("81");
    }

    [Test]
    public async Task After_so_many_bytes_others_can_come_in_between()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Mark, At.Bytes(3)));
        var client = await server.OpenAsync();

        await client.SayAsync("abc");

        (await client.ReadHexAsync(6)).Should().Be("810361" + "EE" + "6263");
    }

    [Test]
    public async Task After_a_time_the_clock_decides([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reset(), At.After(TimeSpan.FromMinutes(5))), overTcp);
        var client = await server.OpenAsync();
        var reading = client.ReadToResetAsync();

        await server.AdvanceAsync(TimeSpan.FromSeconds(299));
        await server.Server.WhenIdleAsync();
        server.Recorded.Should().BeEmpty();
        await server.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await reading).Should().BeEmpty();
        server.Recorded.Should().HaveCount(1);
    }

    [Test]
    public async Task During_close_it_comes_before_the_close_frame_whoever_begins([Values] bool byClient)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Mark, At.Close));
        var client = await server.OpenAsync();

        if (byClient)
        {
            await client.CloseAsync();
        }
        else
        {
            await (await server.Server.NextConnectionAsync()).CloseAsync();
        }

        (await client.ReadHexAsync(5)).Should().Be("EE" + "880203E8");
    }

    [Test]
    public async Task As_an_action_it_takes_its_turn_among_the_others()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.When(Text.Is("x"), then => then.Send("a").Fault(Mark).Send("b")));
        var client = await server.OpenAsync();

        await client.SayAsync("x");

        (await client.ReadHexAsync(7)).Should().Be(Text("a") + "EE" + Text("b"));
    }

    [Test]
    public async Task As_an_action_of_code_it_works_too()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.When(Any.Message, then => then.Do((_, more) => more.Fault(Mark))));
        var client = await server.OpenAsync();

        await client.SayAsync("x");

        (await client.ReadHexAsync(1)).Should().Be("EE");
    }

    [Test]
    public async Task Behind_a_delay_it_waits_its_turn()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x
            .OnOpen(then => then.Delay(TimeSpan.FromSeconds(1)).Send("late"))
            .Fault(Mark, At.Message(1)));
        var client = await server.OpenAsync();

        await client.SayAsync("x");
        await server.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await client.ReadHexAsync(10)).Should().Be(Text("late") + "EE" + Text("x"));
    }

    [Test]
    public async Task By_chance_it_is_the_same_from_run_to_run_and_as_likely_as_was_said()
    {
        var first = await RunAsync(seed: 7);
        var again = await RunAsync(seed: 7);
        var other = await RunAsync(seed: 8);

        first.Should().Be(again).And.NotBe(other);
        first.Split("EE").Length.Should().BeInRange(30, 70);

        static async Task<string> RunAsync(int seed)
        {
            await using var server = await Misbehaving.StartAsync(mock =>
            {
                mock.Options.Seed = seed;
                mock.At("/raw", x => x.Fault(Mark, At.EveryMessage, chance: 0.5).Otherwise(then => then.Send("")));
            });
            var client = await server.OpenAsync();
            for (var i = 0; i < 100; i++)
            {
                await client.SayAsync("x");
            }

            await server.Server.WhenIdleAsync();
            return await client.ReadHexAsync(200 + server.Recorded.Count());
        }
    }

    [Test]
    public async Task A_plan_for_connections_that_follow_each_other_is_an_expression()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x
            .Fault(Fault.Reject(503, retryAfter: TimeSpan.FromSeconds(5)), connection: 1)
            .Fault(Fault.Reset(), At.Message(2), connection: 2));

        (await (await server.ConnectAsync()).HandshakeAsync()).Should().StartWith("HTTP/1.1 503 ").And.Contain("\r\nRetry-After: 5\r\n");
        var second = await server.OpenAsync();
        await second.SayAsync("1");
        await second.SayAsync("2");
        (await second.ReadToResetAsync()).Should().Be(Text("1"));
        var third = await server.OpenAsync();
        await third.SayAsync("1");
        await third.SayAsync("2");
        (await third.ReadHexAsync(6)).Should().Be(Text("1") + Text("2"));
    }

    [Test]
    public async Task A_reset_of_the_server_begins_the_plan_again()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.Reset(), At.Connect, connection: 1));
        await server.MeetResetAsync();
        await server.OpenAsync();

        await server.Server.ResetAsync();

        await server.MeetResetAsync();
        await server.OpenAsync();
    }

    [Test]
    public async Task Faults_of_the_server_and_of_the_endpoint_go_together()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock
            .Fault(Fault.RawBytes(0xAA), At.Open)
            .At("/raw", x => x.Fault(Fault.RawBytes(0xEE), At.Open)));
        var client = await server.OpenAsync();

        (await client.ReadHexAsync(2)).Should().Be("AAEE");
    }

    [Test]
    public async Task Over_tls_the_bytes_that_count_are_those_before_encryption()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().At("/raw", x => x.Fault(Fault.Reset(), At.Bytes(3))));
        using var handler = server.CreateHandler();
        await using var tls = new System.Net.Security.SslStream(
            server.ConnectInMemory(isSecure: true), false, handler.SslOptions.RemoteCertificateValidationCallback);
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.HandshakeAsync();

        await tls.SayAsync("abc");

        (await tls.ReadToResetAsync()).Should().Be("8103" + Convert.ToHexString(Encoding.UTF8.GetBytes("a")));
    }
}
