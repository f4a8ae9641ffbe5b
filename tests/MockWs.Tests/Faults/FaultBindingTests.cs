using MockWs.Faults;
using MockWs.Language;
using MockWs.Tests.Configuration.Words;
using MockWs.Tests.Sessions;

namespace MockWs.Tests.Faults;

public class FaultBindingTests
{
    [Test]
    public void A_moment_that_a_fault_cannot_have_is_an_error_that_names_those_it_can() =>
        FluentActions.Invoking(() => FaultBinding.Create(Fault.WrongAccept(), At.Message(3), 1, null, null))
            .Should().Throw<ArgumentException>()
            .WithMessage("The fault \"wrongAccept\" cannot happen at message 3. Its moments are handshake. (Parameter 'at')");

    [Test]
    public void A_frame_has_the_moments_between_frames() =>
        FluentActions.Invoking(() => FaultBinding.Create(Fault.ReservedBits(), At.MidFrame(), 1, null, null))
            .Should().Throw<ArgumentException>()
            .WithMessage("*cannot happen at midFrame 1. Its moments are afterHandshake, open, message, ping, sent, after, close. (*");

    [Test]
    public async Task An_endpoint_cannot_have_what_happens_before_its_path_is_known() =>
        (await FluentActions.Awaiting(() => MockWsServer.StartAsync(mock => mock.InMemory().At("/", x => x.Fault(Fault.Reset(), At.Connect))))
            .Should().ThrowAsync<ArgumentException>())
            .WithMessage("A client that has just connected has not named its path. Make it a fault of the server: mock.Fault(*");

    [Test]
    public void A_handshake_fault_is_no_action() =>
        FluentActions.Invoking(() => ActionsBuilder.Build(then => then.Fault(Fault.NeverAnswer())))
            .Should().Throw<ArgumentException>().WithMessage("The fault \"neverAnswer\" is no action: it happens at handshake.*");

    [TestCase(0)]
    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void A_chance_is_above_0_and_at_most_1(double chance) =>
        FluentActions.Invoking(() => FaultBinding.Create(Fault.Reset(), null, chance, null, null))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("A chance is above 0 and at most 1*");

    [Test]
    public void Faults_with_the_same_settings_are_equal()
    {
        FaultBinding.Create(Fault.RawBytes(1, 2), At.Message(3), 0.5, 2, 1).Should().Be(FaultBinding.Create(Fault.RawBytes(1, 2), At.Message(3), 0.5, 2, 1));
        Fault.RawBytes(1, 2).Should().NotBe(Fault.RawBytes(1, 3));
        Fault.Reject(503, "later", TimeSpan.FromSeconds(1)).Should().Be(Fault.Reject(503, "later", TimeSpan.FromSeconds(1)));
        Fault.Reject(503).Should().NotBe(Fault.Reject(503, retryAfter: TimeSpan.FromSeconds(1)));
        ((object)Fault.Reset()).Should().NotBe(Fault.StopReading());
    }

    [Test]
    public void Connections_are_counted_from_1_and_ends_belong_to_them()
    {
        Nths(2).Should().Equal(2);
        Nths(Connections.UpTo(3)).Should().Equal(1, 2, 3);
        Nths(Connections.From(4)).Should().Equal(4, 5);
        Nths(Connections.Between(2, 4)).Should().Equal(2, 3, 4);
        FluentActions.Invoking(() => (Connections)0).Should().Throw<ArgumentOutOfRangeException>();

        static IEnumerable<int> Nths(Connections connections) => Enumerable.Range(1, 5).Where(connections.Include);
    }

    [Test]
    public void Every_fault_has_a_name_words_and_a_moment_of_its_own()
    {
        var faults = FaultWords.All.Words
            .Select(word => Examples.Read(FaultWords.All, word, word.Examples[0]).Options.Faults[0].Fault)
            .ToList();

        faults.Select(fault => fault.GetType()).Should().BeEquivalentTo(
            typeof(Fault).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fault)) && !type.IsAbstract), "each is tried here");
        faults.Select(fault => fault.Name).Should().OnlyHaveUniqueItems().And.OnlyContain(name => char.IsAsciiLetterLower(name[0]));
        faults.Should().OnlyContain(fault => fault.Text.Length > 0 && !fault.Text.EndsWith('.'));
        faults.Should().OnlyContain(fault => fault.Moments.HasFlag(fault.Default.Kind));
    }

    [Test]
    public async Task A_backend_that_cannot_do_a_fault_is_named_with_it_when_the_server_starts()
    {
        var start = () => MockWsServer.StartAsync(mock =>
        {
            mock.InMemory().Fault(Fault.Stall(TimeSpan.FromSeconds(1))).At("/a", x => x
                .Fault(Fault.ReservedBits())
                .Fault(Fault.Reset(), At.MidFrame())
                .Fault(Fault.Duplicate())
                .When(Text.Any, then => then.Fault(Fault.Reset())));
            mock.Options.Backend = new PoorBackend(Capabilities.Reset);
        });

        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage(
            """
            faults: the fault "stall" needs bytes sent slowly, which the backend "poor" in memory does not have.
            /a, faults: the fault "reservedBits" needs frames as they are told, which the backend "poor" in memory does not have.
            /a, faults: the fault "reset" needs frames as they are told, which the backend "poor" in memory does not have.
            Use another backend, or leave that out.
            """);
    }
}
