using System.Globalization;
using Microsoft.Extensions.Options;

namespace TopologyMirror.Storage.Sqlite;

/// <summary>Validates <see cref="SqliteStoreOptions"/>.</summary>
public sealed class SqliteStoreOptionsValidator : IValidateOptions<SqliteStoreOptions>
{
    private const long SmallestSize = 1 << 20;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.BusyTimeout < TimeSpan.FromSeconds(1) || options.BusyTimeout > TimeSpan.FromMinutes(1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"SqliteStoreOptions.BusyTimeout ({options.BusyTimeout}) must be between 00:00:01 and 00:01:00."));
        }

        if (options.MaximumSize < SmallestSize)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"SqliteStoreOptions.MaximumSize ({options.MaximumSize}) must be at least {SmallestSize}."));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
