using Microsoft.AspNetCore.WebUtilities;

namespace MockWs.Wire.Handshake;

/// <summary>Why a request does not become a WebSocket connection: data to record, and the answer to send.</summary>
/// <param name="StatusCode">The HTTP status that answers it.</param>
/// <param name="Text">What is wrong, and where.</param>
/// <param name="Advice">What the client has to do instead.</param>
/// <param name="Section">Where the rule stands, such as <c>RFC 6455 4.2.1</c>.</param>
internal sealed record HandshakeRefusal(int StatusCode, string Text, string Advice, string Section)
{
    /// <summary>The headers that the status asks for beside those of a body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The refusal on one line: status, text and section.</summary>
    public override string ToString() => $"{StatusCode}: {Text} ({Section})";

    /// <summary>The complete HTTP answer.</summary>
    public UpgradeResponse ToResponse() => UpgradeResponse.Refuse(
        StatusCode,
        $"{StatusCode} {ReasonPhrases.GetReasonPhrase(StatusCode)}\n\nWrong: {Text}\nRight: {Advice}\nRule:  {Section}\n",
        Headers);
}
