using System.Text.Json;
using System.Text.Json.Serialization;

namespace NUnitSuite.Client;

/// <summary>A message of the feed, either way.</summary>
/// <param name="Type"><c>welcome</c>, <c>ping</c>, <c>pong</c>, <c>subscribe</c>, <c>unsubscribe</c>, <c>price</c>, <c>request</c>, <c>reply</c>, <c>error</c>.</param>
internal sealed record FeedMessage(string Type)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public long? Id { get; init; }

    public string? Symbol { get; init; }

    public decimal? Price { get; init; }

    public string? Message { get; init; }

    /// <summary>Null if the bytes are no message of the feed.</summary>
    public static FeedMessage? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<FeedMessage>(json, Json) is { Type.Length: > 0 } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
