namespace MockWs.Clients;

/// <summary>The samples as a newcomer runs them: the tool serves the scenario, and a browser opens the page from the disk.</summary>
[CancelAfter(120_000)]
internal sealed class SamplesTests
{
    [Test]
    public async Task EchoPage_gets_its_echo_at_once_late_or_once() =>
        (await RunAsync("EchoPage")).Should().Be(
            """
            connected to / | sent: hello | received: hello | connected to /slow | sent: wait for me | received: wait for me | connected to /once | sent: and again | received: and again | closed with 1012 come again | not connected

            """);

    [Test]
    public async Task In_the_Chat_everybody_in_a_room_hears_what_is_said_there_and_nobody_else() =>
        (await RunAsync("Chat")).Should().Be(
            """
            ann: You are in room tea. | Ann came in | Bob came in | Ann: hello <b>Bob</b> | Bob: hi | Bob left
            bob: You are in room tea. | Bob came in | Ann: hello <b>Bob</b> | Bob: hi | pong | You are in room coffee. | Bob came in | closed with 4001 bye
            eve: You are in room coffee. | Eve came in | Eve: anybody here? | Bob came in | Bob was sent away

            """);

    [Test]
    public async Task The_Ticker_sends_prices_of_what_is_subscribed_to_until_it_is_unsubscribed() =>
        (await RunAsync("Ticker")).Should().Be(
            """
            ACME stands still
            ACME has a price
            GLOBEX
            INITECH has a price

            """);

    [Test]
    public async Task LiveScores_shows_a_match_as_it_goes_on_to_its_end() =>
        (await RunAsync("LiveScores")).Should().Be(
            """
            Rovers | 0 : 0 | United
            Rovers | 1 : 0 | United
            Rovers | 2 : 1 | United
            0′ Kick-off | 17′ Goal: Ada Mills | 31′ Yellow card: Tom Birch | 45′ Half-time | 62′ Goal: Ivo Lang | 88′ Goal: Ada Mills | 90′ Full time | closed with 1000 full time
            Rovers | 0 : 0 | United

            """);

    [Test]
    public async Task In_the_Game_all_players_pull_at_one_rope_until_a_side_wins() =>
        (await RunAsync("Game")).Should().Be(
            """
            ann: Knot at 0 | Knot at -1 | Knot at 0 | Knot at 3 | Right wins! Pull for another game. | Knot at 0
            bob: Knot at 0 | Knot at -1 | Knot at 0 | Knot at 3 | Right wins! Pull for another game. | Knot at 0
            eve: Knot at 0 | Knot at -1 | Knot at 0 | Knot at 3 | Right wins! Pull for another game. | Knot at 0

            """);

    private static async Task<string> RunAsync(string sample)
    {
        await using var tool = ToolProcess.Start(Programs.Sample(sample, "scenario.json"), "--port", "0");
        var url = await tool.UrlAsync("ws");
        return await Programs.RunChromiumAsync("samples.mjs", sample, Programs.Sample(sample, "index.html"), url.ToString());
    }
}
