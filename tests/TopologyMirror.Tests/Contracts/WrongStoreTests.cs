using TopologyMirror.Contracts;
using TopologyMirror.Durability;
using TopologyMirror.Tests.Contracts.Wrong;

namespace TopologyMirror.Tests.Contracts;

/// <summary>The suites of stores find what is wrong.</summary>
public sealed class WrongStoreTests
{
    [Fact]
    public async Task Journal_ThatIsLenient_IsFound()
    {
        IReadOnlyList<string> violated = await ContractRunner.ViolatedAsync(OperationJournalContract.For(StoreFixture.Scope(Lenient), isDurable: false));

        violated.ShouldBe(
            [
                "CompactAsync_Checkpoint_BecomesTheFirst",
                "CompactAsync_Again_RemovesNothing",
                "CompactAsync_ThenAppend_GoesOnNumbering",
                "CompactAsync_NoCheckpoint_IsRefused",
                "CompactAsync_LowerEpoch_IsRefused",
                "AppendAsync_GlassBroken_RefusesRunsAndIntentsOnly",
            ]);
    }

    [Fact]
    public async Task Hosts_ThatLetEverybodySwitch_AreFound()
    {
        IReadOnlyList<string> violated = await ContractRunner.ViolatedAsync(HostStoreContract.For(
            StoreFixture.Scope(Careless), isDurable: false));

        violated.ShouldBe(
            [
                "TryBeginSwitchAsync_UpToTheLimit_IsGranted",
                "TryBeginSwitchAsync_ManyAtOnce_GrantsTheLimit",
                "TryBeginSwitchAsync_LeaseLost_IsRefused",
                "TryBeginSwitchAsync_NotedByTheOwnerBefore_StaysNoted",
                "EndSwitchAsync_LeaseLost_IsRefused",
            ]);
    }

    [Fact]
    public async Task Commands_ThatRepeat_AreFound()
    {
        IReadOnlyList<string> violated = await ContractRunner.ViolatedAsync(CommandStoreContract.For(
            StoreFixture.Scope(Repeating), isDurable: false));

        violated.ShouldContain("SubmitAsync_KnownKey_GivesTheFirst");
        violated.ShouldContain("SubmitAsync_ManyAtOnceWithOneKey_KeepsOne");
    }

    private static StoreFixture Lenient()
    {
        var fixture = new StoreFixture();
        fixture.Journal = new LenientJournal((InMemoryStore)fixture.Journal);
        return fixture;
    }

    private static StoreFixture Careless()
    {
        var fixture = new StoreFixture();
        fixture.Hosts = new CarelessHosts(fixture.Hosts);
        return fixture;
    }

    private static StoreFixture Repeating()
    {
        var fixture = new StoreFixture();
        fixture.Commands = new RepeatingCommands(fixture.Commands);
        return fixture;
    }
}
