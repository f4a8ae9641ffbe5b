using MockWs.Testing.Inner;
using NUnit.Framework.Interfaces;

namespace MockWs.Testing.Tests.NUnit;

[NonParallelizable]
internal sealed class FixtureTests
{
    private IReadOnlyDictionary<string, ITestResult> _results;

    [OneTimeSetUp]
    public async Task RunAsync() => _results = await InnerTests.RunAsync(typeof(TroubledFixture));

    [Test]
    public void A_test_whose_server_is_well_passes_with_the_transcript_in_its_output()
    {
        var result = _results[nameof(TroubledFixture.All_is_well)];
        result.ResultState.Should().Be(ResultState.Success);
        result.Output.Should().Contain("What was recorded:").And.Contain("received").And.Contain("\"ping\"").And.Contain("\"pong\"");
        result.TestAttachments.Should().BeEmpty();
    }

    [Test]
    public void A_test_that_fails_has_the_transcript_as_a_file()
    {
        var result = _results[nameof(TroubledFixture.The_test_itself_fails)];
        result.Message.Should().StartWith("as it should");
        File.ReadAllText(result.TestAttachments.Single().FilePath).Should().Contain("\"pong\"");
    }

    [TestCase(nameof(TroubledFixture.A_message_is_unmatched), "No rule answers message #2 of connection 1 on /chat, \"pong\". The nearest:", "rule 1", "expected \"ping\", was \"pong\"")]
    [TestCase(nameof(TroubledFixture.A_delegate_throws), "Error #", "on /delegate", "out of order")]
    [TestCase(nameof(TroubledFixture.A_client_stays), "connection 1, /chat, from memory is still open")]
    [TestCase(
        nameof(TroubledFixture.A_script_fails),
        "the script at /script on connection 1: 1 of 2 steps done; script step 2, expect text is \"Y\" within 5 s, failed: the client closed",
        "leave ScriptSteps out")]
    [TestCase(
        nameof(TroubledFixture.A_script_is_under_way),
        "connection 1, /script, from memory is still open",
        "the script at /script on connection 1: 1 of 2 steps done, under way at 2: expect text is \"Y\" within 5 s")]
    [TestCase(nameof(TroubledFixture.An_assertion_is_not_awaited), "not awaited", "exactly 2 messages (text is \"ping\")")]
    [TestCase(nameof(TroubledFixture.A_further_server_is_unmatched), "No rule answers message #2 of connection 1 on /b")]
    public void What_no_assertion_asked_for_fails_the_test_and_attaches_the_transcript(string test, params string[] words)
    {
        var result = _results[test];
        result.ResultState.Status.Should().Be(TestStatus.Failed);
        result.Message.Should().ContainAll(words);
        result.TestAttachments.Should().ContainSingle();
    }

    [Test]
    public async Task Much_that_is_wrong_is_said_on_one_screen()
    {
        var message = _results[nameof(TroubledFixture.Much_is_wrong)].Message;

        await Approval.CheckAsync("Much is wrong when the test is over", message);
        message.Split('\n').Should().HaveCountLessThanOrEqualTo(24);
    }

    [TestCase(nameof(TroubledFixture.A_message_is_unmatched_and_may_be))]
    [TestCase(nameof(TroubledFixture.A_delegate_throws_and_may))]
    [TestCase(nameof(TroubledFixture.A_client_stays_and_may))]
    [TestCase(nameof(TroubledFixture.A_script_fails_and_may))]
    public void A_check_that_is_left_out_fails_nothing(string test) => _results[test].ResultState.Should().Be(ResultState.Success);

    [Test]
    public async Task Tests_that_share_a_server_fail_each_for_what_is_new()
    {
        var results = await InnerTests.RunAsync(typeof(SharingFixture));
        results[nameof(SharingFixture.One_is_well)].ResultState.Should().Be(ResultState.Success);
        results[nameof(SharingFixture.Two_is_unmatched)].Message.Should().Contain("No rule answers message");
        results[nameof(SharingFixture.Three_is_well_again)].ResultState.Should().Be(ResultState.Success);
        results[nameof(SharingFixture.Four_leaves_a_client)].ResultState.Should().Be(ResultState.Success);
        results[nameof(SharingFixture)].Message.Should().Contain("still open");
    }
}
