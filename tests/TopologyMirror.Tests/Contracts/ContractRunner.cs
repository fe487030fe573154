using TopologyMirror.Contracts;

namespace TopologyMirror.Tests.Contracts;

/// <summary>Hands the cases of suites to the test framework, and back.</summary>
internal static class ContractRunner
{
    public static TheoryData<string> Names(IEnumerable<ContractSuite> suites) => [.. suites.SelectMany(s => s.Cases).Select(c => c.ToString())];

    public static Task RunAsync(IEnumerable<ContractSuite> suites, string name) =>
        suites.SelectMany(s => s.Cases).Single(c => c.ToString() == name).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Names of the cases that an implementation does not pass.</summary>
    public static async Task<IReadOnlyList<string>> ViolatedAsync(ContractSuite suite)
    {
        var violated = new List<string>();
        foreach (ContractCase @case in suite.Cases)
        {
            try
            {
                await @case.RunAsync(TestContext.Current.CancellationToken);
            }
            catch (ContractViolationException)
            {
                violated.Add(@case.Name);
            }
        }

        return violated;
    }
}
