using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MockWs.Server.Admin;

/// <summary>Chooses a form of the response that the caller takes (RFC 9110 section 12.5.1).</summary>
internal static class Accept
{
    /// <summary>The form that is liked best; of those that are liked the same, the first offered.</summary>
    /// <param name="request">What says what is taken; it takes all if it says nothing.</param>
    /// <param name="offered">The media types, the usual one first.</param>
    /// <returns>Null if none is taken.</returns>
    public static string? Choose(HttpRequest request, IReadOnlyList<string> offered)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
        {
            return offered[0];
        }

        return offered
            .Select(type => (Type: type, Quality: QualityOf(new MediaTypeHeaderValue(type), accepted)))
            .Where(choice => choice.Quality > 0)
            .OrderByDescending(choice => choice.Quality)
            .Select(choice => choice.Type)
            .FirstOrDefault();
    }

    /// <summary>The most specific range says how much a type is liked: <c>text/plain</c> before <c>text/*</c> before <c>*/*</c>.</summary>
    private static double QualityOf(MediaTypeHeaderValue type, IEnumerable<MediaTypeHeaderValue> accepted) => accepted
        .Where(type.IsSubsetOf)
        .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault();
}
