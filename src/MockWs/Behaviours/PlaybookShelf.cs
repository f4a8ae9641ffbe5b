using System.Collections.ObjectModel;
using System.IO.Enumeration;
using Microsoft.AspNetCore.WebUtilities;
using MockWs.Wire.Handshake;

namespace MockWs.Behaviours;

/// <summary>The playbooks of a server, and which of them a connection gets. Safe for concurrent use.</summary>
internal sealed class PlaybookShelf
{
    private readonly IReadOnlyList<Playbook> _playbooks;
    private readonly Playbook _only;
    private readonly Dictionary<string, int> _connections = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <param name="endpoints">In their order; none for a server that says the same at every path.</param>
    /// <param name="make">Makes an endpoint's playbook.</param>
    public PlaybookShelf(IReadOnlyList<Endpoint> endpoints, Func<Endpoint, Playbook> make)
    {
        _playbooks = [.. endpoints.Select(make)];
        _only = make(new Endpoint());
    }

    /// <summary>The patterns of the endpoints, in their order, each once.</summary>
    public IReadOnlyList<string> Paths => [.. _playbooks.Select(playbook => playbook.Endpoint.Path!.Source).Distinct()];

    /// <summary>The endpoints, in their order.</summary>
    public IEnumerable<Endpoint> Endpoints => _playbooks.Select(playbook => playbook.Endpoint);

    /// <summary>The rules that are expected to answer so many times.</summary>
    public IEnumerable<ExpectedRule> Expected => _playbooks.SelectMany(playbook => playbook.Expected);

    /// <summary>The playbook for a request, with the path's parameters and the connection's number there; null if no endpoint is meant.</summary>
    public (Playbook Playbook, IReadOnlyDictionary<string, string> Parameters, int Nth)? Choose(UpgradeRequest request, string path)
    {
        if (_playbooks.Count == 0)
        {
            return (_only, ReadOnlyDictionary<string, string>.Empty, 0);
        }

        lock (_lock)
        {
            var counted = new HashSet<string>(StringComparer.Ordinal);
            foreach (var playbook in _playbooks)
            {
                var endpoint = playbook.Endpoint;
                if (endpoint.Path!.Match(path) is not { } parameters || !MeetsConditions(endpoint, request))
                {
                    continue;
                }

                // Endpoints of one path count together, so that the third connection meets the third of them.
                var source = endpoint.Path.Source;
                if (counted.Add(source))
                {
                    _connections[source] = _connections.GetValueOrDefault(source) + 1;
                }

                if (endpoint.Nth is null || endpoint.Nth == _connections[source])
                {
                    return (playbook, parameters, _connections[source]);
                }
            }
        }

        return null;
    }

    /// <summary>The playbooks that a request may have been given, in their order, whatever the number of connections then.</summary>
    public IEnumerable<Playbook> Fitting(UpgradeRequest request) =>
        _playbooks.Where(playbook => playbook.Endpoint.Path!.Match(request.RawPath) is not null && MeetsConditions(playbook.Endpoint, request));

    /// <summary>The refusal of a request that no endpoint is for.</summary>
    public HandshakeRefusal Refuse(string path) => new(
        404,
        $"No endpoint of this mock server is for {path} with this query, these headers and subprotocols, and this number of connections before.",
        $"It has: {string.Join(", ", Paths)}.",
        "RFC 6455 4.2.2");

    /// <summary>Counts connections from the beginning again.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _connections.Clear();
        }
    }

    private static bool MeetsConditions(Endpoint endpoint, UpgradeRequest request)
    {
        if (endpoint.Query.Count > 0)
        {
            var query = QueryHelpers.ParseQuery(request.Query);
            if (!endpoint.Query.All(wanted => query.TryGetValue(wanted.Key, out var values) && values.Any(value => Fits(value, wanted.Value))))
            {
                return false;
            }
        }

        if (endpoint.OfferedSubprotocols.Count > 0 && endpoint.OfferedSubprotocols.Except(SubprotocolRules.OfferedBy(request)).Any())
        {
            return false;
        }

        var headers = request.Headers;
        return endpoint.Headers.All(wanted => headers[wanted.Key] is { } value && Fits(value, wanted.Value));
    }

    // The framework's globs never match an empty name.
    private static bool Fits(string? value, string glob) =>
        glob.AsSpan().Trim('*').IsEmpty || FileSystemName.MatchesSimpleExpression(glob, value, ignoreCase: false);
}
