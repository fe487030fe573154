using TopologyMirror.Contracts;

namespace TopologyMirror.Tests.Contracts;

/// <summary>The suites ship as a package of their own, which outside providers run with whatever test framework they have.</summary>
public sealed class PackageTests
{
    [Fact]
    public void Contracts_References_AreCoreAndTheFrameworkAlone() =>
        typeof(ContractSuite).Assembly.GetReferencedAssemblies()
            .Select(static a => a.Name!)
            .Where(static n => n != "TopologyMirror" && !n.StartsWith("System", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Contracts_HaveASuiteForEveryPortOfCore()
    {
        string[] suites = [.. typeof(ContractSuite).Assembly.GetExportedTypes().Select(static t => t.Name).Where(static n => n.EndsWith("Contract", StringComparison.Ordinal))];
        IEnumerable<string> ports = typeof(TopologyMirrorException).Assembly.GetExportedTypes()
            .Where(static t => t.IsInterface && t.Namespace != "TopologyMirror.Hosting" && IsPort(t))
            .Select(static t => t.Name[1..] + "Contract");
        ports.Except(suites, StringComparer.Ordinal).ShouldBeEmpty();
    }

    /// <summary>A port is an interface, other than those of the host itself, that a provider or a store implements: it reaches outside, so it has asynchronous members.</summary>
    private static bool IsPort(Type type) => type.GetMethods().Any(static m => typeof(ValueTask).IsAssignableFrom(m.ReturnType)
        || (m.ReturnType.IsGenericType && m.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>)));
}
