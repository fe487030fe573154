using TopologyMirror.Contracts;

namespace TopologyMirror.Tests.Contracts;

/// <summary>The two sources that have bundles to deliver keep what sources promise.</summary>
public sealed class ConfigurationSourceContractTests
{
    private static readonly ContractSuite Published = ConfigurationSourceContract.For(PublishedConfigurationFixture.Scope(), delivers: true);

    private static readonly ContractSuite Captured = ConfigurationSourceContract.For(CapturedConfigurationFixture.Scope(), delivers: true);

    public static TheoryData<string> Cases => ContractRunner.Names([Published]);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfThePublished_Holds(string name) => ContractRunner.RunAsync([Published], name);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfTheCaptured_Holds(string name) => ContractRunner.RunAsync([Captured], name);

    [Fact]
    public void Contract_OfBoth_LeavesOutOnlyWhatIsForOthers()
    {
        Published.NotApplicable.ShouldBe(["FindBundleAsync_Desired_IsNull"]);
        Captured.NotApplicable.ShouldBe(["FindBundleAsync_Desired_IsNull"]);
    }
}
