using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres.Tests;

/// <summary>Several stores on one schema, as several hosts have them.</summary>
public sealed class SharedDatabaseTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Stores_OpenedAtOnce_MakeOneSchema()
    {
        await using var schema = new PostgresSchemaOfATest();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            await using PostgresStore store = schema.Open();
            await store.WriteAsync(PostgresSchemaOfATest.Cluster, $"key-{i}", [1], PostgresSchemaOfATest.Token);
        }));

        (await schema.SqlAsync("SELECT count(*) FROM SCHEMA.schema_version")).ShouldBe(1L);
        (await schema.SqlAsync("SELECT count(*) FROM SCHEMA.state")).ShouldBe(4L);
    }

    [Fact]
    public async Task TryAcquireAsync_TwoStoresRace_OneWinsEachTime()
    {
        await using var schema = new PostgresSchemaOfATest();
        await using PostgresStore first = schema.Open();
        await using PostgresStore second = schema.Open();
        for (int i = 0; i < 20; i++)
        {
            var cluster = new ClusterName($"shop-{i}");

            LeaseGrant?[] grants = await Task.WhenAll(
                first.TryAcquireAsync(cluster, "a", Long, PostgresSchemaOfATest.Token).AsTask(), second.TryAcquireAsync(cluster, "b", Long, PostgresSchemaOfATest.Token).AsTask());

            grants.Count(g => g is not null).ShouldBe(1);
        }
    }

    [Fact]
    public async Task AppendAsync_TwoStoresAtOnce_KeepsAllInOneChain()
    {
        await using var schema = new PostgresSchemaOfATest();
        await using PostgresStore first = schema.Open();
        await using PostgresStore second = schema.Open();

        await Task.WhenAll(new[] { first, second }.Select(async (store, s) =>
        {
            for (int i = 0; i < 25; i++)
            {
                await store.AppendAsync(PostgresSchemaOfATest.Record((100 * s) + i), PostgresSchemaOfATest.Token);
            }
        }));

        IReadOnlyList<JournalRecord> read = await first.ReadAsync(PostgresSchemaOfATest.Cluster, 0, PostgresSchemaOfATest.Token);
        read.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
        read.Select(r => r.Step).Order().ShouldBe(Enumerable.Range(0, 25).Concat(Enumerable.Range(100, 25)));
    }

    [Fact]
    public async Task AppendAsync_GlassBrokenByAnother_IsRefusedByTheShortWayToo()
    {
        await using var schema = new PostgresSchemaOfATest();
        await using PostgresStore writer = schema.Open();
        await using PostgresStore other = schema.Open();
        JournalRecord intent = PostgresSchemaOfATest.Record(1) with { Kind = JournalRecordKind.Intent };
        await writer.AppendAsync(intent, PostgresSchemaOfATest.Token);
        await writer.AppendAsync(intent, PostgresSchemaOfATest.Token);

        await other.BreakGlassAsync(new BrokenGlass(PostgresSchemaOfATest.Cluster, "ann", "fire", DateTimeOffset.UnixEpoch), PostgresSchemaOfATest.Token);

        await Should.ThrowAsync<BreakGlassException>(async () => await writer.AppendAsync(intent, PostgresSchemaOfATest.Token));
        (await writer.AppendAsync(PostgresSchemaOfATest.Record(2), PostgresSchemaOfATest.Token)).ShouldBe(3);
    }

    [Fact]
    public async Task RenewAsync_TenThousand_TakesAtMostTenStatements()
    {
        await using var schema = new PostgresSchemaOfATest();
        await using PostgresStore store = schema.Open();
        await store.FindCheckpointAsync(PostgresSchemaOfATest.Cluster, PostgresSchemaOfATest.Token);
        await schema.SqlAsync(
            """
            INSERT INTO SCHEMA.leases (cluster, owner, epoch, expires)
            SELECT 'c' || i, 'a', 1, clock_timestamp() + interval '5 minutes' FROM generate_series(1, 10000) i
            """);
        LeaseGrant[] grants = [.. Enumerable.Range(1, 10_000).Select(i => new LeaseGrant(new ClusterName($"c{i}"), "a", new Epoch(i % 100 == 0 ? 2 : 1), Long))];
        await schema.SqlAsync("CREATE TABLE SCHEMA.statements (n int)");
        await schema.SqlAsync(
            """
            CREATE FUNCTION SCHEMA.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO SCHEMA.statements VALUES (1); RETURN NULL; END $$;
            CREATE TRIGGER note AFTER UPDATE ON SCHEMA.leases FOR EACH STATEMENT EXECUTE FUNCTION SCHEMA.note()
            """);

        IReadOnlySet<ClusterName> renewed = await store.RenewAsync(grants, PostgresSchemaOfATest.Token);

        renewed.Count.ShouldBe(9_900);
        ((long)(await schema.SqlAsync("SELECT count(*) FROM SCHEMA.statements"))!).ShouldBeInRange(1, 10);
    }
}
