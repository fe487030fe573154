using TopologyMirror.Contracts;
using TopologyMirror.Hosting;

namespace TopologyMirror.Tests.Contracts;

public sealed class WorkSwitchGateContractTests
{
    private static readonly ContractSuite[] Suites =
    [
        WorkGateContract.For(WorkSwitchGateFixture.Scope(), new WorkSwitchGate(new ClusterName("shop"), TimeProvider.System).Description),
    ];

    public static TheoryData<string> Cases => ContractRunner.Names(Suites);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfWorkSwitches_Holds(string name) => ContractRunner.RunAsync(Suites, name);
}
