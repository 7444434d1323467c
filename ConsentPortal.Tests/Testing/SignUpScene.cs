using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConsentPortal.Tests.Testing;

/// <summary>The portal with an open sign-up page, and what a test does beside a browser.</summary>
internal static class SignUpScene
{
    public static async Task<WebPortal> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, TestClock? clock = null, bool resting = false)
    {
        var portal = await WebPortal.StartAsync(s => Arrange(s, clock, resting), provider, ("ConsentPortal:Texts:Pickup", "texts"));
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profile("default")!;
        var view = (await portal.Get<ReadSubscribeDesign>().RunAsync(profile.Id, Actors.Admin, CancellationToken.None)).Value;
        SubscribeDesign design = view.Design with { Open = true, OffersSms = true, AsksFirstName = true, AsksLastName = true, AsksChild = true };
        Assert.True((await portal.Get<DesignSubscribePage>().RunAsync(new(profile.Id, 0, design), Actors.Admin, CancellationToken.None)).Ok);
        return portal;
    }

    public static async Task WorkAsync(this WebPortal portal) => await portal.Get<CarryOutWishes>().RunAsync(new(), Actor.System, CancellationToken.None);

    /// <summary>From the text message, which the worker may have sent already: then from the folder.</summary>
    public static async Task<string> CodeAsync(this WebPortal portal)
    {
        await using var db = portal.NewDb();
        var newest = await db.Set<TextMessage>().AsNoTracking().OrderByDescending(t => t.Id).FirstAsync();
        var text = newest.Text;
        for (var tries = 0; text.Length == 0 && tries < 50; tries++)
        {
            text = Directory.EnumerateFiles(portal.Folder, $"{newest.Id}.txt", SearchOption.AllDirectories).Select(File.ReadAllText).FirstOrDefault() ?? "";
            await Task.Delay(100);
        }

        return Regex.Match(text, @"\b\d{6}\b", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public static string WithoutTokens(string html) => Regex.Replace(html, "(name=\"(__RequestVerificationToken|request)\" value=\")[^\"]+", "$1", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static readonly System.Reflection.Assembly?[] Ours = [typeof(Subscribe).Assembly, typeof(Program).Assembly];

    // resting: without the workers, whose looks at the database would be counted too
    private static void Arrange(IServiceCollection services, TestClock? clock, bool resting)
    {
        if (clock is not null)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        foreach (var worker in services.Where(s => resting && s.ServiceType == typeof(IHostedService) && Ours.Contains((s.ImplementationType ?? s.ImplementationFactory?.Method.DeclaringType)?.Assembly)).ToList())
        {
            services.Remove(worker);
        }
    }
}
