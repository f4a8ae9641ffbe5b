namespace MockWs.Docs;

/// <summary>The code of the pages runs where their readers run it: at the repository's root.</summary>
[SetUpFixture]
internal sealed class Repository
{
    public static string Root { get; } = Find(TestContext.CurrentContext.TestDirectory);

    [OneTimeSetUp]
    public void GoToTheRoot() => Directory.SetCurrentDirectory(Root);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "MockWs.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests holds MockWs.sln."));
}
