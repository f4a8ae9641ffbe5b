namespace MockWs.Configuration;

/// <summary>The scenarios of a folder, which make one: its endpoints are those of all files, one file after the other.</summary>
/// <param name="files">The files, in their order.</param>
internal sealed class ScenarioFolder(IReadOnlyList<string> files)
{
    private const string Pattern = "*.json";

    private const string SchemaEnding = ".schema.json";

    private readonly int[] _endpoints = new int[files.Count];

    public IReadOnlyList<string> Files => files;

    /// <summary>Finds the scenarios of a folder: its own <c>*.json</c> in the order of their names, but for JSON Schemas.</summary>
    /// <exception cref="ScenarioException">There is none.</exception>
    public static ScenarioFolder At(string path)
    {
        var files = Directory.GetFiles(path, Pattern).Where(file => !file.EndsWith(SchemaEnding, StringComparison.OrdinalIgnoreCase)).ToList();
        files.Sort(StringComparer.Ordinal);
        return files.Count > 0 ? new ScenarioFolder(files) : throw new ScenarioException([$"the folder \"{path}\" has no scenario: a file that ends in .json"]);
    }

    /// <summary>How many endpoints come before those of a file.</summary>
    public int EndpointsBefore(int file) => _endpoints.Take(file).Sum();

    /// <summary>Says how many endpoints a file has.</summary>
    public void Count(int file, int endpoints) => _endpoints[file] = endpoints;
}
