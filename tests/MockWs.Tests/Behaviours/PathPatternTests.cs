using System.Net.WebSockets;
using MockWs.Behaviours;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours;

[CancelAfter(20_000)]
internal sealed class PathPatternTests
{
    [TestCase("/", "/", "")]
    [TestCase("/chat", "/chat", "")]
    [TestCase("/chat/{room}", "/chat/7", "room=7")]
    [TestCase("/chat/{room}", "/chat/a%20b%2Fc", "room=a b/c")]
    [TestCase("/chat/{room}", "/chat/", "room=")]
    [TestCase("/{one}/x/{two}", "/1/x/2", "one=1 two=2")]
    [TestCase("/files/*", "/files/a", "")]
    [TestCase("/*/info", "/files/info", "")]
    [TestCase("/files/**", "/files", "")]
    [TestCase("/files/**", "/files/a/b/c", "")]
    [TestCase("/{user}/**", "/ada/a/b", "user=ada")]
    [TestCase("/**", "/", "")]
    [TestCase("/ch%C3%A4t", "/ch%C3%A4t", null)]
    [TestCase("/chät", "/ch%C3%A4t", "")]
    [TestCase("/chat", "/Chat", null)]
    [TestCase("/chat", "/chat/", null)]
    [TestCase("/chat/{room}", "/chat", null)]
    [TestCase("/chat/{room}", "/chat/7/8", null)]
    [TestCase("/files/*", "/files", null)]
    [TestCase("/files/*", "/files/a/b", null)]
    [TestCase("/files/**", "/filesystem", null)]
    public void A_path_fits_segment_by_segment(string pattern, string path, string? parameters)
    {
        var found = PathPattern.Parse(pattern).Match(path);

        (found is null ? null : string.Join(' ', found.Select(parameter => $"{parameter.Key}={parameter.Value}"))).Should().Be(parameters);
    }

    [TestCase("/**", "/chat/{room}", true)]
    [TestCase("/files/**", "/files", true)]
    [TestCase("/files/**", "/files/**", true)]
    [TestCase("/chat/{room}", "/chat/7", true)]
    [TestCase("/chat/{room}", "/chat/*", true)]
    [TestCase("/*", "/{a}", true)]
    [TestCase("/chat/7", "/chat/{room}", false)]
    [TestCase("/chat/*", "/chat/**", false)]
    [TestCase("/chat/*", "/chat", false)]
    [TestCase("/chat", "/chat/*", false)]
    [TestCase("/a/*", "/b/1", false)]
    public void One_pattern_takes_all_that_another_means(string one, string other, bool takes) =>
        PathPattern.Parse(one).Takes(PathPattern.Parse(other)).Should().Be(takes);

    [TestCase("chat", "*does not begin with a slash*")]
    [TestCase("/a/**/b", "*which takes all that is left*")]
    [TestCase("/{}", "*a name is made of letters, digits and _*")]
    [TestCase("/{my room}", "*a name is made of letters, digits and _*")]
    [TestCase("/{a}/{a}", "*has the parameter {a} twice*")]
    [TestCase("/room{a}", "*takes a whole segment*")]
    [TestCase("/a*", "*takes a whole segment*")]
    public void A_pattern_that_makes_no_sense_says_what_to_write(string pattern, string message) =>
        FluentActions.Invoking(() => PathPattern.Parse(pattern)).Should().Throw<FormatException>().WithMessage(message);

    [Test]
    public async Task The_first_endpoint_whose_path_fits_answers()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .At("/files/readme", files => files.Otherwise(then => then.Send("the file")))
            .At("/files/*", files => files.Otherwise(then => then.Send("a file")))
            .At("/files/**", files => files.Otherwise(then => then.Send("{{connection.path}}"))));

        foreach (var (path, answer) in new[] { ("/files/readme", "the file"), ("/files/x", "a file"), ("/files/a%20b/c", "/files/a b/c"), ("/files", "/files") })
        {
            using var client = await server.ConnectAsync(path);
            (await client.EchoAsync("?")).Should().Be(answer);
        }

        await FluentActions.Awaiting(() => server.ConnectAsync("/other")).Should().ThrowAsync<WebSocketException>();
    }
}
