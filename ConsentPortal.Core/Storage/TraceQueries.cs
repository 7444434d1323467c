using System.Linq.Expressions;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage;

/// <summary>Looks for a person's traces in text columns. A whole table is read: free text has no index.</summary>
internal static class TraceQueries
{
    /// <summary>Rows of which one of the texts holds a trace.</summary>
    public static IQueryable<T> Holding<T>(this IQueryable<T> rows, Traces traces, params Expression<Func<T, string?>>[] texts)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression any = Expression.Constant(false);
        foreach (var text in texts)
        {
            var lower = Expression.Call(new At(text.Parameters[0], row).Visit(text.Body), typeof(string).GetMethod(nameof(string.ToLower), [])!);
            foreach (var word in traces.Words)
            {
                // a member of an object becomes a parameter, which no log shows; a constant would stand in the statement
                var value = Expression.Property(Expression.Constant(new Sought(word)), nameof(Sought.Word));
                any = Expression.OrElse(any, Expression.Call(lower, typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!, value));
            }
        }

        return rows.Where(Expression.Lambda<Func<T, bool>>(any, row));
    }

    /// <summary>Rows of which none of these columns is one of the words.</summary>
    /// <param name="words">In lower case; as many as there are, they are one parameter.</param>
    public static IQueryable<T> Without<T>(this IQueryable<T> rows, IReadOnlyList<string> words, params Expression<Func<T, string>>[] texts)
    {
        if (words.Count == 0)
        {
            return rows;
        }

        var row = Expression.Parameter(typeof(T), "row");
        var list = Expression.Property(Expression.Constant(new Listed([.. words])), nameof(Listed.Words));
        var lower = texts.Select(t => Expression.Call(new At(t.Parameters[0], row).Visit(t.Body), typeof(string).GetMethod(nameof(string.ToLower), [])!));
        var any = lower.Select(l => (Expression)Expression.Call(list, typeof(List<string>).GetMethod(nameof(List<string>.Contains))!, l)).Aggregate(Expression.OrElse);
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.Not(any), row));
    }

    private sealed record Sought(string Word);

    private sealed record Listed(List<string> Words);

    private sealed class At(ParameterExpression old, ParameterExpression now) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? now : base.VisitParameter(node);
    }
}
