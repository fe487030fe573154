using Npgsql;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres.Tests;

/// <summary>What fails is said with the store's name, and without its password.</summary>
public sealed class PostgresFaultTests
{
    [Fact]
    public async Task Calls_WrongPassword_AreRefusedAndDoNotTellIt()
    {
        await using var schema = new PostgresSchemaOfATest();
        await using PostgresStore store = schema.Open(new NpgsqlConnectionStringBuilder(PostgresSchemaOfATest.ConnectionString) { Password = "swordfish-4711" }.ToString());

        StoreException e = await Should.ThrowAsync<StoreException>(async () => await store.AppendAsync(PostgresSchemaOfATest.Record(1), PostgresSchemaOfATest.Token));

        e.Fault.ShouldBe(StoreFault.Refused);
        e.ToString().ShouldNotContain("swordfish");
        e.Store.ShouldEndWith(schema.Schema);
    }

    [Fact]
    public async Task Calls_NoServer_AreUnreachable()
    {
        await using var schema = new PostgresSchemaOfATest();
        await using PostgresStore store = schema.Open("Host=127.0.0.1;Port=1;Username=nobody;Password=swordfish-4711;Database=none");

        StoreException e = await Should.ThrowAsync<StoreException>(async () => await store.FindCheckpointAsync(PostgresSchemaOfATest.Cluster, PostgresSchemaOfATest.Token));

        e.Fault.ShouldBe(StoreFault.Unreachable);
        e.ToString().ShouldNotContain("swordfish");
    }

    [Fact]
    public async Task Calls_DatabaseMissing_SaySo()
    {
        await using var schema = new PostgresSchemaOfATest();
        await using PostgresStore store = schema.Open(new NpgsqlConnectionStringBuilder(PostgresSchemaOfATest.ConnectionString) { Database = "none" }.ToString());

        (await Should.ThrowAsync<StoreException>(async () => await store.FindCheckpointAsync(PostgresSchemaOfATest.Cluster, PostgresSchemaOfATest.Token))).Fault.ShouldBe(StoreFault.Missing);
    }

    [Fact]
    public async Task Calls_ConnectionLostMidWay_AreUnreachableAndGoOnAfterwards()
    {
        await using var schema = new PostgresSchemaOfATest();
        string named = new NpgsqlConnectionStringBuilder(PostgresSchemaOfATest.ConnectionString) { ApplicationName = schema.Schema }.ToString();
        await using PostgresStore store = schema.Open(named, o => o.CommandTimeout = TimeSpan.FromMinutes(2));
        await store.AppendAsync(PostgresSchemaOfATest.Record(1), PostgresSchemaOfATest.Token);

        // The append waits for the lock, and its connection is cut while it does.
        await using var holder = new NpgsqlConnection(PostgresSchemaOfATest.ConnectionString);
        await holder.OpenAsync(PostgresSchemaOfATest.Token);
        await using (NpgsqlTransaction transaction = await holder.BeginTransactionAsync(PostgresSchemaOfATest.Token))
        {
            await using NpgsqlCommand hold = holder.CreateCommand();
#pragma warning disable CA2100 // The schema of the test.
            hold.CommandText = $"SELECT 1 FROM {schema.Schema}.clusters FOR UPDATE";
#pragma warning restore CA2100
            await hold.ExecuteNonQueryAsync(PostgresSchemaOfATest.Token);
            Task<long> append = store.AppendAsync(PostgresSchemaOfATest.Record(2), PostgresSchemaOfATest.Token).AsTask();
            while (await schema.SqlAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{schema.Schema}' AND wait_event_type = 'Lock'") is not 1L)
            {
                append.IsCompleted.ShouldBeFalse();
            }

            (await Should.ThrowAsync<StoreException>(append)).Fault.ShouldBe(StoreFault.Unreachable);
        }

        (await store.AppendAsync(PostgresSchemaOfATest.Record(3), PostgresSchemaOfATest.Token)).ShouldBe(2);
        (await store.ReadAsync(PostgresSchemaOfATest.Cluster, 0, PostgresSchemaOfATest.Token)).Select(r => r.Step).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Calls_NewerSchema_NameTheStore()
    {
        await using var schema = new PostgresSchemaOfATest();
        await using (PostgresStore first = schema.Open())
        {
            await first.AppendAsync(PostgresSchemaOfATest.Record(1), PostgresSchemaOfATest.Token);
        }

        await schema.SqlAsync("INSERT INTO SCHEMA.schema_version VALUES (99)");
        await using PostgresStore store = schema.Open();

        JournalVersionException e = await Should.ThrowAsync<JournalVersionException>(async () => await store.ReadAsync(PostgresSchemaOfATest.Cluster, 0, PostgresSchemaOfATest.Token));

        (e.Found, e.Known).ShouldBe((99, 1));
        e.Message.ShouldContain(schema.Schema);
    }

    [Theory]
    [InlineData("UPDATE SCHEMA.records SET payload = '' WHERE sequence = 2", 2)]
    [InlineData("DELETE FROM SCHEMA.records WHERE sequence = 2", 2)]
    [InlineData("DELETE FROM SCHEMA.records WHERE sequence = 3", 3)]
    [InlineData("UPDATE SCHEMA.records SET kind = 'Teleported' WHERE sequence = 3", 3)]
    public async Task ReadAsync_Tampered_NamesTheRecord(string sql, long sequence)
    {
        await using var schema = new PostgresSchemaOfATest();
        await using PostgresStore store = schema.Open();
        for (int i = 1; i <= 3; i++)
        {
            await store.AppendAsync(PostgresSchemaOfATest.Record(i), PostgresSchemaOfATest.Token);
        }

        await schema.SqlAsync(sql);

        (await Should.ThrowAsync<CorruptJournalException>(async () => await store.ReadAsync(PostgresSchemaOfATest.Cluster, 0, PostgresSchemaOfATest.Token))).Sequence.ShouldBe(sequence);
    }
}
