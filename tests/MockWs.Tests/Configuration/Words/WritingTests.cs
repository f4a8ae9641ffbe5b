using MockWs.Behaviours;
using MockWs.Behaviours.Matching;

namespace MockWs.Tests.Configuration.Words;

internal sealed class WritingTests
{
    [Test]
    public void A_server_is_written_without_what_holds_anyway()
    {
        var mock = new MockWsServerBuilder()
            .At("/chat/{room}", chat => chat
                .OnOpen(then => then.SendJson(new { type = "welcome", room = "{{path.room}}" }))
                .When(Text.Is("ping") & !State.Is("muted", "yes"), then => then.Close(), times: 2))
            .Otherwise(Unmatched.Ignore);

        mock.ToJson().Should().Be(
            """
            {
              "$schema": "./mockws.schema.json",
              "endpoints": [
                {
                  "path": "/chat/{room}",
                  "onOpen": [
                    {
                      "sendJson": {
                        "type": "welcome",
                        "room": "{{path.room}}"
                      }
                    }
                  ],
                  "rules": [
                    {
                      "when": {
                        "text": "ping",
                        "not": {
                          "state": {
                            "muted": "yes"
                          }
                        }
                      },
                      "then": [
                        {
                          "close": {}
                        }
                      ],
                      "times": 2
                    }
                  ]
                }
              ],
              "unmatched": "ignore"
            }

            """);
    }

    [Test]
    public async Task A_running_server_is_written_too()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().At("/a", a => a.WithQuery("v").OnOpen(then => then.Delay(TimeSpan.FromSeconds(1.5)))));

        var read = new MockWsServerBuilder().UseScenario(Scenarios.Write(server.ToJson()));

        read.ToJson().Should().Be(server.ToJson()).And.Contain("\"00:00:01.5\"");
        read.Options.Urls.Should().BeEmpty();
    }

    [TestCase("Chat")]
    [TestCase("Game")]
    [TestCase("LiveScores")]
    [TestCase("Ticker")]
    public void A_sample_is_written_and_read_back_equal(string sample)
    {
        var said = new MockWsServerBuilder().UseScenario(Scenarios.Folder($"../../../../samples/{sample}/scenario.json"));

        var read = new MockWsServerBuilder().UseScenario(Scenarios.Write(said.ToJson()));

        read.Options.Endpoints.Should().Equal(said.Options.Endpoints);
        read.ToJson().Should().Be(said.ToJson());
    }

    [Test]
    public void Matchers_that_one_object_cannot_say_in_their_order_are_a_list()
    {
        Matcher[] matchers = [Text.Glob("*b") & Text.Contains("a"), Text.Is("a") & Text.Is("b"), (Text.Any | Binary.Any) & (Text.Is("a") | Text.Is("b"))];
        var mock = new MockWsServerBuilder().At("/", endpoint => Array.ForEach(matchers, matcher => endpoint.When(matcher, then => then.Echo())));

        var read = new MockWsServerBuilder().UseScenario(Scenarios.Write(mock.ToJson()));

        read.Options.Endpoints[0].Rules.Select(rule => rule.When).Should().Equal(matchers);
    }

    [Test]
    public void What_stands_at_the_edge_of_a_shape_is_read_back_equal()
    {
        var second = TimeSpan.FromSeconds(1);
        var said = new MockWsServerBuilder().At("/", endpoint => endpoint
            .OnOpen(then => then.DelayNormal(second, TimeSpan.Zero).Delay(second, second))
            .When(Counter.Between("asked", long.MinValue, long.MaxValue), then => then.Echo()));

        var read = new MockWsServerBuilder().UseScenario(Scenarios.Write(said.ToJson()));

        read.Options.Endpoints.Should().Equal(said.Options.Endpoints);
    }

    [Test]
    public void What_code_says_cannot_be_written_and_all_of_it_is_named()
    {
        var mock = new MockWsServerBuilder().At("/chat", chat => chat
            .OnOpen(then => then.Every(TimeSpan.FromSeconds(1), tick => tick.Do((_, ask) => ask.Drop())))
            .When(Any.Where(message => message.Text.Length > 5), then => then.Echo())
            .When(Text.Is("hi") & !Any.Where(_ => true, "often"), then => then.Echo())
            .When(Json.Path("$.a", System.Text.Json.JsonElement.Parse("""{"regex":"x"}""")), then => then.Echo())
            .When(Text.Is("ping"), then => then.Send("pong").Do((_, _) => { }), times: 3)
            .After(TimeSpan.FromSeconds(1), then => then.Do((_, _, _) => Task.CompletedTask).SendFile(Path.Combine(Scenarios.Folder("../Broken"), "not-utf8.bin"))))
            .At("/callbacks", chat => chat.UseCallbacks(_ => { }).OnOpen(then => then.Do((_, _) => { })));

        var write = () => mock.ToJson();

        write.Should().Throw<InvalidOperationException>().WithMessage(
            """
            This cannot be written as JSON:
              endpoints > /chat > onOpen > every: JSON has no word for this action: Do
              endpoints > /chat > timers: JSON has no word for this action: Do
              endpoints > /chat > timers: JSON has no word for this action: SendFile "*not-utf8.bin"
              endpoints > /chat > rules > message => message.Text.Length > 5: JSON has no word for this matcher: message => message.Text.Length > 5
              endpoints > /chat > rules > text is "hi" and not often > all: JSON has no word for this matcher: not often
              endpoints > /chat > rules > JSON has $.a equal to {"regex":"x"}: JSON has no word for this matcher: JSON has $.a equal to {"regex":"x"}
              endpoints > /chat > rules > text is "ping", the first 3 times: JSON has no word for this action: Do
              endpoints > /callbacks: JSON has no word for callbacks: UseCallbacks is code
              endpoints > /callbacks > onOpen: JSON has no word for this action: Do
            """);
    }
}
