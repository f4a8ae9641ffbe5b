using MockWs.Wire.Handshake;

namespace MockWs.Tests.Wire.Handshake;

[TestFixture]
public sealed class UpgradeResponseTests
{
    [TestCase(101, "HTTP/1.1 101 Switching Protocols")]
    [TestCase(426, "HTTP/1.1 426 Upgrade Required")]
    [TestCase(431, "HTTP/1.1 431 Request Header Fields Too Large")]
    [TestCase(505, "HTTP/1.1 505 HTTP Version Not Supported")]
    [TestCase(299, "HTTP/1.1 299 ")]
    [TestCase(-1, "HTTP/1.1 -1 ")]
    [TestCase(int.MaxValue, "HTTP/1.1 2147483647 ")]
    public void The_usual_reason_goes_with_a_status(int status, string line) => new UpgradeResponse(status).ToString().Should().Be(line);

    [Test]
    public void A_response_has_the_parts_it_was_given_and_no_others()
    {
        var response = new UpgradeResponse(101, "Fine", [new("A", "1"), new("a", "2")], "text");

        response.StatusCode.Should().Be(101);
        response.ReasonPhrase.Should().Be("Fine");
        response.Headers.Should().Equal(KeyValuePair.Create("A", "1"), KeyValuePair.Create("a", "2"));
        response.Body.Should().Be("text");
    }

    [Test]
    public void A_refusal_describes_its_body_and_ends_the_connection()
    {
        var response = UpgradeResponse.Refuse(503, "später", [new("Retry-After", "1")]);

        response.ToString().Should().Be("HTTP/1.1 503 Service Unavailable");
        response.Body.Should().Be("später");
        response.Headers.Should().Equal(
            KeyValuePair.Create("Retry-After", "1"),
            KeyValuePair.Create("Content-Type", "text/plain; charset=utf-8"),
            KeyValuePair.Create("Content-Length", "7"),
            KeyValuePair.Create("Connection", "close"));
    }

    [TestCase("5 €", "Name", "value", "reasonPhrase")]
    [TestCase("Fine", "N€", "value", "headers")]
    [TestCase("Fine", "Name", "5 €", "headers")]
    public void A_character_that_is_no_byte_is_the_authors_mistake(string reason, string name, string value, string parameter)
    {
        var create = () => new UpgradeResponse(200, reason, [new(name, value)]);

        create.Should().Throw<ArgumentException>().WithParameterName(parameter).WithMessage("*U+20AC*ISO-8859-1*");
    }
}
