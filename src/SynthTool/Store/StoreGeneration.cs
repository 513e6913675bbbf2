using System.Globalization;
using System.Text;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>A number that grows whenever the store is changed other than by a build's own answers: by forgetting, importing, collecting.</summary>
/// <remarks>
/// Builds compare the file's stamp. Records carry the number too: what is forgotten is what was recorded before, and what is bought again
/// afterwards stays.
/// </remarks>
internal sealed class StoreGeneration(string folder)
{
    public const string FileName = "generation";

    private const int MaxBytes = 64;

    /// <summary>Compare its <see cref="FileStamp"/>, which is null while nothing was changed by hand.</summary>
    public string FilePath { get; } = Path.Combine(folder, FileName);

    /// <summary>The number now, also when another process has raised it.</summary>
    public uint Read() =>
        uint.TryParse(FileContent.ReadText(FilePath, MaxBytes).Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;

    /// <summary>Raises the number above all that was recorded. The caller holds the store's lock.</summary>
    /// <param name="highestRecorded">The highest number that a record has: the file may have been lost.</param>
    public uint Raise(uint highestRecorded)
    {
        var next = Math.Max(Read(), highestRecorded) + 1;
        AtomicFile.Write(FilePath, Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture) + "\n"));
        return next;
    }
}
