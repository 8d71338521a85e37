/** One question to GitHub's GraphQL API for everything that a page shows. Small numbers: a page is for reading. */
export const pageQuery = `
query Page($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    nameWithOwner
    issues(first: 20) {
      nodes {
        number title body state stateReason createdAt
        author { ...who }
        labels(first: 20) { nodes { name color } }
        timelineItems(first: 100) { nodes { ...item } }
      }
    }
    pullRequests(first: 5) {
      nodes {
        number title body state isDraft createdAt additions deletions changedFiles
        author { ...who }
        headRefName baseRefName
        labels(first: 20) { nodes { name color } }
        commits(first: 20) { nodes { commit { ...tested } } }
        timelineItems(first: 100) { nodes { ...item } }
        reviewThreads(first: 50) {
          nodes {
            path line originalLine isResolved isOutdated
            comments(first: 20) {
              nodes { body createdAt diffHunk author { ...who } pullRequestReview { id } }
            }
          }
        }
      }
    }
  }
}
fragment who on Actor { __typename login }
fragment tested on Commit {
  oid messageHeadline committedDate
  author { name }
  checkSuites(first: 10) {
    nodes {
      workflowRun { databaseId workflow { name } }
      checkRuns(first: 10) {
        nodes {
          databaseId name status conclusion title summary
          annotations(first: 30) {
            nodes { path message title annotationLevel location { start { line } } }
          }
        }
      }
    }
  }
}
fragment item on Node {
  __typename
  ... on IssueComment { body createdAt lastEditedAt author { ...who } }
  ... on PullRequestReview { id body state createdAt author { ...who } }
  ... on LabeledEvent { createdAt actor { ...who } label { name color } }
  ... on UnlabeledEvent { createdAt actor { ...who } label { name color } }
  ... on ClosedEvent { createdAt actor { ...who } stateReason closer { __typename ... on PullRequest { number } } }
  ... on ReopenedEvent { createdAt actor { ...who } }
  ... on MergedEvent { createdAt actor { ...who } commit { oid } mergeRefName }
  ... on HeadRefDeletedEvent { createdAt actor { ...who } headRefName }
}
`;
