namespace MockWs.Conformance.Rfc6455;

/// <summary>"The server MUST close the connection upon receiving a frame that is not masked." And 5.3: how a mask is taken off.</summary>
internal sealed class Section_5_1_Masking
{
    [Test]
    public async Task The_masked_text_of_the_RFC_says_Hello() =>
        await Client.Sends("81 85 37 fa 21 3d 7f 9f 4d 51 58").Gets("81 05 48 65 6c 6c 6f");

    [Test]
    public async Task A_key_of_zeros_is_a_key() => await Client.Sends("82 84 00 00 00 00 01 02 03 04").Gets("82 04 01 02 03 04");

    [Test]
    public async Task Every_frame_has_a_key_of_its_own() =>
        await Client.Sends("01 82 01 02 03 04 49 67  00 82 ff 00 ff 00 93 6c  80 81 10 20 30 40 7f").Gets(Text("Hello"));

    [TestCase("81 05 48 65 6c 6c 6f")]
    [TestCase("82 00")]
    [TestCase("89 00")]
    [TestCase("8a 00")]
    [TestCase("88 02 03 e8")]
    public async Task A_frame_that_is_not_masked_fails_the_connection(string frame) =>
        await Client.Sends(frame).IsFailed(1002, "RFC 6455 5.1").Delivers();

    [Test]
    public async Task A_continuation_that_is_not_masked_fails_the_connection() =>
        await Client.Sends(Text("Hel").More).Sends("80 02 6c 6f").IsFailed(1002, "RFC 6455 5.1").Delivers();
}
