using MockWs.Configuration;

namespace MockWs.Tests.Configuration;

/// <summary>
/// Each scenario in the folder Broken is wrong; the file beside it has the message as it was approved. A message that changed on purpose is
/// approved by putting it there.
/// </summary>
internal sealed class BrokenScenarioTests
{
    private static IEnumerable<string> Names =>
        Directory.GetFiles(Scenarios.Folder("Broken"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    [TestCaseSource(nameof(Names))]
    public async Task Every_error_of_a_scenario_is_told_at_once(string name)
    {
        var folder = Scenarios.Folder("Broken");
        var start = () => MockWsServer.StartAsync(mock => mock.UseScenario(Path.Combine(folder, $"{name}.json")));

        var message = (await start.Should().ThrowAsync<ScenarioException>()).Which.Message;

        var approved = await File.ReadAllTextAsync(Path.Combine(folder, $"{name}.txt"));
        message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Should().Be(approved.TrimEnd('\n'));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_an_error()
    {
        var start = () => MockWsServer.StartAsync(mock => mock.UseScenario("no-such-file.json"));

        await start.Should().ThrowAsync<ScenarioException>().WithMessage("*no-such-file.json*");
    }
}
