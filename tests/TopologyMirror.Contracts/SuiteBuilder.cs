using System.Runtime.CompilerServices;

namespace TopologyMirror.Contracts;

/// <summary>Collects the cases of a suite; a case bears the name of its method.</summary>
internal sealed class SuiteBuilder<TFixture>(string port, FixtureScope<TFixture> scope)
{
    private readonly List<ContractCase> _cases = [];
    private readonly List<string> _notApplicable = [];

    public SuiteBuilder<TFixture> Add(Func<TFixture, CancellationToken, Task> body, [CallerArgumentExpression(nameof(body))] string name = "")
    {
        _cases.Add(new ContractCase(port, name, token => scope(body, token)));
        return this;
    }

    public SuiteBuilder<TFixture> AddWhen(
        bool declared, Func<TFixture, CancellationToken, Task> body, [CallerArgumentExpression(nameof(body))] string name = "")
    {
        if (declared)
        {
            return Add(body, name);
        }

        _notApplicable.Add(name);
        return this;
    }

    public ContractSuite Build() => new(port, _cases, _notApplicable);
}
