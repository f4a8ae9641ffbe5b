using Microsoft.AspNetCore.WebUtilities;
using MockWs.Wire.Handshake;

namespace MockWs.Behaviours.Templates;

/// <summary>What a template may say of its connection. One for each connection, made of its handshake; safe for concurrent use.</summary>
/// <param name="id">The connection's number.</param>
/// <param name="request">The request that the client upgraded with.</param>
/// <param name="parameters">What the endpoint's path pattern took out of the path: <c>room</c> of <c>/chat/{room}</c>.</param>
internal sealed class ConnectionScope(long id, UpgradeRequest request, IReadOnlyDictionary<string, string> parameters)
{
    private readonly Lazy<string> _path = new(() => request.Path);
    private readonly Lazy<NameTable> _query = new(() => QueryOf(request));

    /// <summary><c>connection.id</c>: the connection's number.</summary>
    public long Id => id;

    /// <summary><c>connection.path</c>: the path that the client asked for, percent-decoded, without the query.</summary>
    public string RequestPath => _path.Value;

    /// <summary><c>path.NAME</c>: a parameter of the endpoint's path pattern.</summary>
    public NameTable Path { get; } = NameTable.Of(parameters);

    /// <summary><c>query.NAME</c>: a parameter of the query, decoded; the values of a repeated one are joined with a comma.</summary>
    public NameTable Query => _query.Value;

    /// <summary><c>headers.NAME</c>: a header of the upgrade request; the name in any case.</summary>
    public NameTable Headers { get; } = new(
        name => request.Headers[name] is { } text ? TemplateValue.Of(text) : default,
        () => request.Headers.Select(header => header.Key).Distinct(StringComparer.OrdinalIgnoreCase));

    private static NameTable QueryOf(UpgradeRequest request)
    {
        var query = QueryHelpers.ParseQuery(request.Query);
        return new NameTable(
            name => query.TryGetValue(name, out var values) ? TemplateValue.Of(values.ToString()) : default,
            () => query.Keys);
    }
}
