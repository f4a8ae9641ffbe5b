using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace MockWs.Testing.Tests.NUnit;

/// <summary>Runs tests of MockWs.Testing.Inner, which nobody else runs.</summary>
internal static class InnerTests
{
    /// <summary>Runs the tests of a class, so many at once, and returns their results by name.</summary>
    public static async Task<IReadOnlyDictionary<string, ITestResult>> RunAsync(Type fixture, int atOnce = 2)
    {
        var results = new Results();
        await Task.Run(() =>
        {
            using var context = new TestExecutionContext.IsolatedContext();
            var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
            runner.Load(fixture.Assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = atOnce });
            runner.Run(results, TestFilter.FromXml($"<filter><class>{fixture.FullName}</class></filter>"));
        });
        return results.ByName;
    }

    private sealed class Results : ITestListener
    {
        private readonly Lock _lock = new();

        public Dictionary<string, ITestResult> ByName { get; } = new(StringComparer.Ordinal);

        public void TestStarted(ITest test)
        {
        }

        public void TestFinished(ITestResult result)
        {
            lock (_lock)
            {
                ByName[result.Test.Name] = result;
            }
        }

        public void TestOutput(TestOutput output)
        {
        }

        public void SendMessage(TestMessage message)
        {
        }
    }
}
