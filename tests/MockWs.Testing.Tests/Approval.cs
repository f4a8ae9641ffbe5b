using System.Runtime.CompilerServices;

namespace MockWs.Testing.Tests;

/// <summary>
/// Texts that people approved of, each a file in the folder Approved beside its test. Run with MOCKWS_APPROVE=1 to write what is said now, and read
/// the change before you commit it.
/// </summary>
internal static class Approval
{
    /// <summary>Asserts that a text is what was approved under this name.</summary>
    public static async Task CheckAsync(string name, string text, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(FolderOf(test), "Approved", $"{name.Replace(' ', '_')}.txt");
        if (Environment.GetEnvironmentVariable("MOCKWS_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, text.TrimEnd() + "\n");
        }

        text.TrimEnd().Should().Be((await File.ReadAllTextAsync(path)).TrimEnd());
    }

    // A deterministic build does not say where the sources are, but their folder is above the assembly's.
    private static string FolderOf(string test) =>
        Path.Combine(TestContext.CurrentContext.TestDirectory, "../../..", Path.GetFileName(Path.GetDirectoryName(test))!);
}
