namespace MockWs.Behaviours.Templates;

/// <summary>A template could not be rendered. The message names the expression, and what there was instead of what it asked for.</summary>
internal sealed class TemplateException(string message, Exception? cause = null) : Exception(message, cause);
