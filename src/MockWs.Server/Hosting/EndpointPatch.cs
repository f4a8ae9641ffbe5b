using MockWs.Configuration;

namespace MockWs.Server.Hosting;

/// <summary>Changes a list of endpoints by their paths.</summary>
internal static class EndpointPatch
{
    /// <param name="all">The list.</param>
    /// <param name="endpoints">Take the place of those of the same path; new ones come before all others, so that they are met.</param>
    /// <param name="removed">The paths of those that go.</param>
    /// <exception cref="ScenarioException">There is none to go.</exception>
    public static void Apply(List<Behaviours.Endpoint> all, IReadOnlyList<Behaviours.Endpoint> endpoints, IReadOnlyList<string> removed)
    {
        var missing = removed.Where(path => !all.Exists(endpoint => PathOf(endpoint) == path)).ToList();
        if (missing.Count > 0)
        {
            var known = all.Count == 0 ? "there are none" : $"there are {string.Join(", ", all.Select(PathOf).Distinct())}";
            throw new ScenarioException([.. missing.Select(path => $"body: $.remove: there is no endpoint {path}; {known}")]);
        }

        all.RemoveAll(endpoint => removed.Contains(PathOf(endpoint)));
        var added = 0;
        foreach (var same in endpoints.GroupBy(PathOf))
        {
            var place = all.FindIndex(endpoint => PathOf(endpoint) == same.Key);
            if (place < 0)
            {
                place = added;
                added += same.Count();
            }

            all.RemoveAll(endpoint => PathOf(endpoint) == same.Key);
            all.InsertRange(place, same);
        }
    }

    private static string PathOf(Behaviours.Endpoint endpoint) => endpoint.Path!.Source;
}
