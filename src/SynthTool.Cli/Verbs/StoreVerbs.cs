using System.CommandLine;

namespace SynthTool.Cli.Verbs;

internal static class StoreVerbs
{
    public static Command Create()
    {
        var store = new Command("store", "Look after the answers that were bought.");
        store.Add(StoreStatVerb.Create());
        store.Add(StoreVerifyVerb.Create());
        store.Add(StoreGcVerb.Create());
        store.Add(StoreForgetVerb.Create());
        store.Add(StoreExportVerb.Create());
        store.Add(StoreImportVerb.Create());
        return store;
    }
}
