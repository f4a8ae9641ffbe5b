using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using MockWs.Behaviours;

namespace MockWs.Server.Admin;

/// <summary>The JSON that a call brings.</summary>
internal static class RequestBody
{
    /// <summary>Reads it as an object of a known shape.</summary>
    /// <exception cref="ProblemException">It is no JSON, or of another shape.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> shape)
        where T : class
    {
        var bytes = await ReadBytesAsync(context);
        try
        {
            return JsonSerializer.Deserialize(bytes.Length == 0 ? "{}"u8 : bytes, shape) ?? throw Wrong("null is no object: send { … }.");
        }
        catch (JsonException e)
        {
            throw Wrong(
                $"The body is not what is expected here: {What(e)}{(e.Path is { } path ? $" (at {path}, line {e.LineNumber + 1})" : "")}. "
                + $"{ApiSettings.Root}/openapi.json tells what it may be.");
        }
    }

    /// <summary>Reads it as it stands.</summary>
    /// <exception cref="ProblemException">It is too long.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return body.ToArray();
        }
        catch (BadHttpRequestException e)
        {
            throw new ProblemException(e.StatusCode, e.Message);
        }
    }

    /// <summary>What the reader says, without its words for our code.</summary>
    private static string What(JsonException e)
    {
        var text = JsonText.What(e);
        return text.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) ? "a value is of another kind"
            : text.IndexOf(" could not be mapped", StringComparison.Ordinal) is > 0 and var end ? $"{text[..end].Replace("The JSON property ", "", StringComparison.Ordinal)} is no key of it"
            : text;
    }

    private static ProblemException Wrong(string detail) => new(StatusCodes.Status400BadRequest, detail);
}
