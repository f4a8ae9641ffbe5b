using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MockWs.Server.Admin;

/// <summary>
/// Lets no page of a foreign origin drive the API. A name that an attacker's DNS leads here is refused by the Host header, a page by its Origin,
/// and a form or an image, which bring no Origin that can be relied on, by asking for JSON where something is changed. Immutable.
/// </summary>
/// <param name="settings">How the API is to be had.</param>
/// <param name="names">The names that the tool listens on.</param>
internal sealed class ApiGuard(ApiSettings settings, IReadOnlyCollection<string> names)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _token = settings.Token is { } token ? Encoding.UTF8.GetBytes(token) : null;

    /// <summary>Why a request is not let in; null if it is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isProbe">Whether it only asks if the tool is well, for which nobody gives a token away.</param>
    public Problem? Check(HttpRequest request, bool isProbe)
    {
        if (!IsOwn(request.Host))
        {
            return new Problem(
                StatusCodes.Status421MisdirectedRequest,
                $"\"{request.Host.Host}\" is not known as a name of this server. Call it by an IP address or localhost, or start it with --api-host {request.Host.Host}.");
        }

        if (ForeignOrigin(request) is { } origin)
        {
            return new Problem(StatusCodes.Status403Forbidden, $"A page of {origin} may not call this API: it is for pages of its own origin and for programs.");
        }

        if (!isProbe && _token is not null && !HasToken(request.Headers.Authorization.ToString()))
        {
            return new Problem(StatusCodes.Status401Unauthorized, "Bring the token that the tool was started with: Authorization: Bearer TOKEN.");
        }

        return NeedsJson(request) && !IsJson(request.ContentType)
            ? new Problem(StatusCodes.Status415UnsupportedMediaType, "Send JSON and say so: Content-Type: application/json. Where nothing is to be said, {} is enough.")
            : null;
    }

    /// <summary>
    /// Whether a host can only mean this machine: its addresses, what it listens on, and names without a dot, which no public DNS leads here.
    /// </summary>
    private bool IsOwn(HostString host)
    {
        var name = host.Host;
        return name.Length > 0 && (
            !name.Contains('.', StringComparison.Ordinal)
            || IPAddress.TryParse(name.Trim('[', ']'), out _)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || names.Contains(name, StringComparer.OrdinalIgnoreCase)
            || settings.Hosts.Any(known => known == "*" || known.Equals(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static string? ForeignOrigin(HttpRequest request)
    {
        if (request.Headers.Origin is [var origin, ..] && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return $"the origin \"{origin}\"";
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" ? "another site" : null;
    }

    private bool HasToken(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()), _token);

    private static bool NeedsJson(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method);

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
}
